<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;used_t_a&quot; &gt;= 100000" label="100,000 t/a and more"/>
      <rule key="r1" symbol="1" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;used_t_a&quot; &gt;= 20000 AND &quot;used_t_a&quot; &lt; 100000" label="20,000 to 100,000 t/a"/>
      <rule key="r2" symbol="2" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;used_t_a&quot; &gt; 0 AND &quot;used_t_a&quot; &lt; 20000" label="up to 20,000 t/a"/>
      <rule key="r3" symbol="3" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND (&quot;used_t_a&quot; IS NULL OR &quot;used_t_a&quot; = 0)" label="best ways of occurrences without output"/>
      <rule key="r4" symbol="4" filter="&quot;destination&quot; = 'ALL' OR &quot;base&quot; &lt;&gt; 'open'" label="other market or base" checkstate="0"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="0,63,110,255" type="QString"/>
          <Option name="line_width" value="2.4" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="0,114,178,255" type="QString"/>
          <Option name="line_width" value="1.5" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="86,180,233,255" type="QString"/>
          <Option name="line_width" value="0.8" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="130,130,130,255" type="QString"/>
          <Option name="line_width" value="0.3" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="180,180,180,255" type="QString"/>
          <Option name="line_width" value="0.2" type="QString"/> <Option name="line_style" value="dot" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
</qgis>
