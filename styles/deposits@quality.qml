<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;eu_open_grade&quot; = 'A'" label="grade A: well sourced"/>
      <rule key="r1" symbol="1" filter="&quot;eu_open_grade&quot; = 'B'" label="grade B"/>
      <rule key="r2" symbol="2" filter="&quot;eu_open_grade&quot; = 'C'" label="grade C"/>
      <rule key="r3" symbol="3" filter="&quot;eu_open_grade&quot; = 'D'" label="grade D: mostly assumed or of low confidence"/>
      <rule key="r4" symbol="4" filter='"eu_open_grade" IS NULL' label="no way or not computed"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="0,158,115,255" type="QString"/> <Option name="size" value="3.8" type="QString"/>
          <Option name="outline_color" value="29,38,48,255" type="QString"/> <Option name="outline_width" value="0.3" type="QString"/>
        </Option>
          <data_defined_properties><Option type="Map">
            <Option name="properties" type="Map"><Option name="size" type="Map">
              <Option name="active" value="true" type="bool"/><Option name="type" value="3" type="int"/>
              <Option name="expression" value="3.8 * CASE WHEN &quot;kind&quot; = 'deposit' THEN 1 WHEN &quot;kind&quot; = 'prospect' THEN 0.8 ELSE 0.62 END" type="QString"/>
            </Option></Option>
            <Option name="type" value="collection" type="QString"/>
          </Option></data_defined_properties></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="86,180,233,255" type="QString"/> <Option name="size" value="3.8" type="QString"/>
          <Option name="outline_color" value="29,38,48,255" type="QString"/> <Option name="outline_width" value="0.3" type="QString"/>
        </Option>
          <data_defined_properties><Option type="Map">
            <Option name="properties" type="Map"><Option name="size" type="Map">
              <Option name="active" value="true" type="bool"/><Option name="type" value="3" type="int"/>
              <Option name="expression" value="3.8 * CASE WHEN &quot;kind&quot; = 'deposit' THEN 1 WHEN &quot;kind&quot; = 'prospect' THEN 0.8 ELSE 0.62 END" type="QString"/>
            </Option></Option>
            <Option name="type" value="collection" type="QString"/>
          </Option></data_defined_properties></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="240,228,66,255" type="QString"/> <Option name="size" value="3.8" type="QString"/>
          <Option name="outline_color" value="29,38,48,255" type="QString"/> <Option name="outline_width" value="0.3" type="QString"/>
        </Option>
          <data_defined_properties><Option type="Map">
            <Option name="properties" type="Map"><Option name="size" type="Map">
              <Option name="active" value="true" type="bool"/><Option name="type" value="3" type="int"/>
              <Option name="expression" value="3.8 * CASE WHEN &quot;kind&quot; = 'deposit' THEN 1 WHEN &quot;kind&quot; = 'prospect' THEN 0.8 ELSE 0.62 END" type="QString"/>
            </Option></Option>
            <Option name="type" value="collection" type="QString"/>
          </Option></data_defined_properties></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="triangle" type="QString"/> <Option name="color" value="213,94,0,255" type="QString"/> <Option name="size" value="3.8" type="QString"/>
          <Option name="outline_color" value="29,38,48,255" type="QString"/> <Option name="outline_width" value="0.3" type="QString"/>
        </Option>
          <data_defined_properties><Option type="Map">
            <Option name="properties" type="Map"><Option name="size" type="Map">
              <Option name="active" value="true" type="bool"/><Option name="type" value="3" type="int"/>
              <Option name="expression" value="3.8 * CASE WHEN &quot;kind&quot; = 'deposit' THEN 1 WHEN &quot;kind&quot; = 'prospect' THEN 0.8 ELSE 0.62 END" type="QString"/>
            </Option></Option>
            <Option name="type" value="collection" type="QString"/>
          </Option></data_defined_properties></layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="cross2" type="QString"/> <Option name="color" value="120,120,120,255" type="QString"/> <Option name="size" value="3.4" type="QString"/>
          <Option name="outline_color" value="29,38,48,255" type="QString"/> <Option name="outline_width" value="0.5" type="QString"/>
        </Option>
          <data_defined_properties><Option type="Map">
            <Option name="properties" type="Map"><Option name="size" type="Map">
              <Option name="active" value="true" type="bool"/><Option name="type" value="3" type="int"/>
              <Option name="expression" value="3.4 * CASE WHEN &quot;kind&quot; = 'deposit' THEN 1 WHEN &quot;kind&quot; = 'prospect' THEN 0.8 ELSE 0.62 END" type="QString"/>
            </Option></Option>
            <Option name="type" value="collection" type="QString"/>
          </Option></data_defined_properties></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='"name"' isExpression="1" fontSize="8" fontSizeUnit="Point" fontWeight="63" textColor="15,20,26,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="6" predefinedPositionOrder="TR,BR,TL,BL,R,L,TSR,BSR" offsetType="1" dist="0.3" distUnits="MM" priority="9"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="35000000" obstacle="1" obstacleFactor="0.6"/>
    </settings>
  </labeling>
  <mapTip>&lt;b&gt;[% "name" %]&lt;/b&gt; ([% "country" %], [% "kind" %], [% coalesce("status", '{{status unknown}}') %])&lt;br&gt;[% coalesce("sentence_en", '') %]&lt;br&gt;{{main}}: [% coalesce(round("eu_open_g_usd_t"), '{{no way}}') %] USD/t {{of generalised cost}}, [% coalesce(round("eu_open_days"), '-') %] {{days}}&lt;br&gt;{{Can be closed by}}: [% coalesce("eu_open_cut_sets", CASE WHEN "eu_open_cut_status" = 'free_way' THEN '{{nobody}}' WHEN "eu_open_cut_status" = 'no_small_cut' THEN '{{no small group}}' END, '-') %]</mapTip>
</qgis>
