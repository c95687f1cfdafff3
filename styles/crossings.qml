<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="1">
    <rules key="root">
      <rule key="r0" symbol="0" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; = 'rail' AND &quot;gauge_a_mm&quot; &lt;&gt; &quot;gauge_b_mm&quot;" label="rail, break of gauge"/>
      <rule key="r1" symbol="1" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; = 'rail' AND (&quot;gauge_a_mm&quot; = &quot;gauge_b_mm&quot; OR &quot;gauge_a_mm&quot; IS NULL OR &quot;gauge_b_mm&quot; IS NULL)" label="rail"/>
      <rule key="r2" symbol="2" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;mode&quot; = 'road'" label="road"/>
      <rule key="r3" symbol="3" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND (&quot;mode&quot; IS NULL OR &quot;mode&quot; NOT IN ('rail', 'road'))" label="strait"/>
      <rule key="r4" symbol="4" filter="ELSE" label="planned, under construction or closed"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="213,94,0,255" type="QString"/>
          <Option name="size" value="2.6" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="255,255,255,255" type="QString"/>
          <Option name="size" value="2.4" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="diamond" type="QString"/> <Option name="color" value="230,190,110,255" type="QString"/>
          <Option name="size" value="2.4" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="0,114,178,255" type="QString"/>
          <Option name="size" value="2.4" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="205,205,205,255" type="QString"/>
          <Option name="size" value="2.0" type="QString"/> <Option name="outline_color" value="90,90,90,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='"name"' isExpression="1" fontSize="7" fontSizeUnit="Point" textColor="60,60,60,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="6" predefinedPositionOrder="TR,BR,TL,BL,R,L,TSR,BSR" offsetType="1" dist="0.3" distUnits="MM" priority="5"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="6000000" obstacle="1"/>
    </settings>
  </labeling>
</qgis>
