<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="$id = @atlas_featureid" label="the deposit"/>
      <rule key="r1" symbol="1" filter="NOT coalesce($id = @atlas_featureid, false)" label="other deposits"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="star" type="QString"/> <Option name="color" value="213,94,0,255" type="QString"/> <Option name="size" value="5.5" type="QString"/>
          <Option name="outline_color" value="29,38,48,255" type="QString"/> <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="255,255,255,255" type="QString"/> <Option name="size" value="1.4" type="QString"/>
          <Option name="outline_color" value="110,110,110,255" type="QString"/> <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='CASE WHEN $id = @atlas_featureid THEN "name" END' isExpression="1" fontSize="9" fontSizeUnit="Point" fontWeight="75" fontItalic="0" textColor="29,38,48,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="6" dist="1" distUnits="MM" priority="5"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="90000000" obstacle="1"/>
    </settings>
  </labeling>
  <mapTip>&lt;b&gt;[% "name" %]&lt;/b&gt; ([% "country" %], [% "kind" %], [% coalesce("status", '{{status unknown}}') %])&lt;br&gt;[% coalesce("sentence_en", '') %]&lt;br&gt;{{main}}: [% coalesce(round("eu_open_g_usd_t"), '{{no way}}') %] USD/t {{of generalised cost}}, [% coalesce(round("eu_open_days"), '-') %] {{days}}&lt;br&gt;{{Can be closed by}}: [% coalesce("eu_open_cut_sets", CASE WHEN "eu_open_cut_status" = 'free_way' THEN '{{nobody}}' WHEN "eu_open_cut_status" = 'no_small_cut' THEN '{{no small group}}' END, '-') %]</mapTip>
</qgis>
