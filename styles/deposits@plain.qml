<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="TRUE" label="deposit, prospect or occurrence"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="255,255,255,255" type="QString"/> <Option name="size" value="1.9" type="QString"/>
          <Option name="outline_color" value="60,60,60,255" type="QString"/> <Option name="outline_width" value="0.4" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <mapTip>&lt;b&gt;[% "name" %]&lt;/b&gt; ([% "country" %], [% "kind" %], [% coalesce("status", '{{status unknown}}') %])&lt;br&gt;[% coalesce("sentence_en", '') %]&lt;br&gt;{{main}}: [% coalesce(round("eu_open_g_usd_t"), '{{no way}}') %] USD/t {{of generalised cost}}, [% coalesce(round("eu_open_days"), '-') %] {{days}}&lt;br&gt;{{Can be closed by}}: [% coalesce("eu_open_cut_sets", CASE WHEN "eu_open_cut_status" = 'free_way' THEN '{{nobody}}' WHEN "eu_open_cut_status" = 'no_small_cut' THEN '{{no small group}}' END, '-') %]</mapTip>
</qgis>
