<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="1">
    <rules key="root">
      <rule key="r0" symbol="0" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; = 'rail' AND &quot;gauge_a_mm&quot; &lt;&gt; &quot;gauge_b_mm&quot;" label="rail, break of gauge"/>
      <rule key="r1" symbol="1" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; = 'rail' AND &quot;gauge_a_mm&quot; = &quot;gauge_b_mm&quot;" label="rail"/>
      <rule key="r2" symbol="2" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; = 'road'" label="road"/>
      <rule key="r3" symbol="3" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; NOT IN ('rail', 'road')" label="strait"/>
      <rule key="r4" symbol="4" filter="ELSE" label="not open"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="square" type="QString"/>
            <Option name="color" value="213,94,0,255" type="QString"/>
            <Option name="size" value="2.6" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="square" type="QString"/>
            <Option name="color" value="255,255,255,255" type="QString"/>
            <Option name="size" value="2.4" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.4" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="square" type="QString"/>
            <Option name="color" value="200,140,60,255" type="QString"/>
            <Option name="size" value="2.0" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="square" type="QString"/>
            <Option name="color" value="0,114,178,255" type="QString"/>
            <Option name="size" value="2.4" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="square" type="QString"/>
            <Option name="color" value="190,190,190,255" type="QString"/>
            <Option name="size" value="2.0" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="60,60,60,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="&quot;name&quot;" isExpression="1" fontSize="7" fontSizeUnit="Point" fontWeight="50" textColor="40,40,40,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,230"/>
      </text-style>
      <placement placement="6" predefinedPositionOrder="TR,BR,TL,BL,R,L,TSR,BSR" dist="1.2" distUnits="MM" priority="4"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="6000000" obstacle="1"/>
    </settings>
  </labeling>
  <aliases>
    <alias field="dwell_h" name="Mean dwell (h)" index="0"/>
    <alias field="dwell_p90_h" name="Dwell, 90th percentile (h)" index="1"/>
    <alias field="cost_usd_t" name="Cost (USD/t)" index="2"/>
    <alias field="capacity_mt" name="Capacity (Mt/a)" index="3"/>
  </aliases>
</qgis>
