<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="1">
    <rules key="root">
      <rule key="r0" symbol="0" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;gauge_mm&quot; = 1520" label="railway, 1520 mm"/>
      <rule key="r1" symbol="1" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND (&quot;gauge_mm&quot; IS NULL OR &quot;gauge_mm&quot; &lt;&gt; 1520)" label="railway, other gauge"/>
      <rule key="r2" symbol="2" filter="ELSE" label="planned, under construction or closed"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="125,125,125,255" type="QString"/>
          <Option name="line_width" value="0.5" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,255" type="QString"/>
          <Option name="line_width" value="0.26" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/>
          <Option name="customdash" value="1.4;1.4" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="165,135,105,255" type="QString"/>
          <Option name="line_width" value="0.5" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,255" type="QString"/>
          <Option name="line_width" value="0.26" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/>
          <Option name="customdash" value="1.4;1.4" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="170,170,170,255" type="QString"/>
          <Option name="line_width" value="0.35" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/>
          <Option name="customdash" value="1.5;1.2" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
</qgis>
