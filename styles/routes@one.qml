<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;deposit&quot; = attribute(@atlas_feature, 'id') AND &quot;role&quot; = 'best' AND regexp_replace(lower(&quot;destination&quot; || '_' || &quot;base&quot;), '[^a-z0-9]', '_') || '_' = 'eu_open_'" label="best way: {{main}}"/>
      <rule key="r1" symbol="1" filter="&quot;deposit&quot; = attribute(@atlas_feature, 'id') AND &quot;role&quot; = 'best' AND NOT (regexp_replace(lower(&quot;destination&quot; || '_' || &quot;base&quot;), '[^a-z0-9]', '_') || '_' = 'eu_open_')" label="best way, other market or base"/>
      <rule key="r2" symbol="2" filter="&quot;deposit&quot; = attribute(@atlas_feature, 'id') AND &quot;role&quot; &lt;&gt; 'best' AND regexp_replace(lower(&quot;destination&quot; || '_' || &quot;base&quot;), '[^a-z0-9]', '_') || '_' = 'eu_open_'" label="best way along another corridor"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="0,90,160,255" type="QString"/> <Option name="line_width" value="1.1" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="86,180,233,255" type="QString"/> <Option name="line_width" value="0.6" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="120,120,120,200" type="QString"/> <Option name="line_width" value="0.25" type="QString"/> <Option name="line_style" value="dash" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <mapTip>&lt;b&gt;[% "deposit_name" %]&lt;/b&gt; → [% "market_name" %] ([% "destination" %], [% "base" %]): [% round("g_usd_t") %] USD/t, [% round("days") %] {{days}}, [% round("length_km") %] km&lt;br&gt;[% coalesce("sentence_en", '') %]&lt;br&gt;[% "gates" %]</mapTip>
</qgis>
