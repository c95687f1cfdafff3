<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;g_usd_t&quot; &lt; 150" label="G below 150 USD/t"/>
      <rule key="r1" symbol="1" filter="&quot;g_usd_t&quot; &gt;= 150 AND &quot;g_usd_t&quot; &lt; 250" label="150 to 250 USD/t"/>
      <rule key="r2" symbol="2" filter="&quot;g_usd_t&quot; &gt;= 250 AND &quot;g_usd_t&quot; &lt; 350" label="250 to 350 USD/t"/>
      <rule key="r3" symbol="3" filter="&quot;g_usd_t&quot; &gt;= 350" label="350 USD/t and more"/>
      <rule key="r4" symbol="4" filter="&quot;g_usd_t&quot; IS NULL" label="no way"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="253,231,37,220" type="QString"/>
          <Option name="size" value="1.6" type="QString"/> <Option name="outline_color" value="253,231,37,0" type="QString"/>
          <Option name="outline_width" value="0" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="94,201,98,220" type="QString"/>
          <Option name="size" value="1.6" type="QString"/> <Option name="outline_color" value="94,201,98,0" type="QString"/>
          <Option name="outline_width" value="0" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="33,145,140,220" type="QString"/>
          <Option name="size" value="1.6" type="QString"/> <Option name="outline_color" value="33,145,140,0" type="QString"/>
          <Option name="outline_width" value="0" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="59,82,139,220" type="QString"/>
          <Option name="size" value="1.6" type="QString"/> <Option name="outline_color" value="59,82,139,0" type="QString"/>
          <Option name="outline_width" value="0" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="cross" type="QString"/> <Option name="color" value="29,38,48,255" type="QString"/>
          <Option name="size" value="1.4" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
</qgis>
