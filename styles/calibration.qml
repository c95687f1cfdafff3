<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;status&quot; = 'met'" label="met"/>
      <rule key="r1" symbol="1" filter="&quot;status&quot; = 'off' AND &quot;ratio&quot; &gt; 1" label="computed above published"/>
      <rule key="r2" symbol="2" filter="&quot;status&quot; = 'off' AND &quot;ratio&quot; &lt;= 1" label="computed below published"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="0,114,178,160" type="QString"/>
          <Option name="line_width" value="0.4" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="213,94,0,200" type="QString"/>
          <Option name="line_width" value="0.7" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="230,159,0,200" type="QString"/>
          <Option name="line_width" value="0.7" type="QString"/> <Option name="line_style" value="dash" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
</qgis>
