<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="1">
    <rules key="root">
      <rule key="r0" symbol="0" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;kind&quot; = 'port'" label="port"/>
      <rule key="r1" symbol="1" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;kind&quot; = 'ferry'" label="ferry"/>
      <rule key="r2" symbol="2" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;kind&quot; = 'airport'" label="airport"/>
      <rule key="r3" symbol="3" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;kind&quot; = 'dry_port'" label="dry port"/>
      <rule key="r4" symbol="4" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND &quot;kind&quot; = 'railhead'" label="railhead" scalemaxdenom="20000000"/>
      <rule key="r5" symbol="5" filter="(&quot;status&quot; IS NULL OR &quot;status&quot; = 'open') AND (&quot;kind&quot; IS NULL OR &quot;kind&quot; NOT IN ('port', 'ferry', 'airport', 'dry_port', 'railhead'))" label="other"/>
      <rule key="r6" symbol="6" filter="&quot;status&quot; &lt;&gt; 'open'" label="planned, under construction or closed" scalemaxdenom="20000000"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="pentagon" type="QString"/> <Option name="color" value="0,114,178,255" type="QString"/>
          <Option name="size" value="2.8" type="QString"/>
          <Option name="outline_color" value="255,255,255,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="pentagon" type="QString"/> <Option name="color" value="86,180,233,255" type="QString"/>
          <Option name="size" value="2.8" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="star" type="QString"/> <Option name="color" value="204,121,167,255" type="QString"/>
          <Option name="size" value="3.0" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="hexagon" type="QString"/> <Option name="color" value="0,158,115,255" type="QString"/>
          <Option name="size" value="2.4" type="QString"/>
          <Option name="outline_color" value="255,255,255,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="90,90,90,255" type="QString"/>
          <Option name="size" value="1.5" type="QString"/>
          <Option name="outline_color" value="255,255,255,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="5" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="150,150,150,255" type="QString"/>
          <Option name="size" value="2.0" type="QString"/>
          <Option name="outline_color" value="255,255,255,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="6" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="255,255,255,255" type="QString"/>
          <Option name="size" value="1.8" type="QString"/>
          <Option name="outline_color" value="120,120,120,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='"place"' isExpression="1" fontSize="7" fontSizeUnit="Point" textColor="60,60,60,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="6" predefinedPositionOrder="TR,BR,TL,BL,R,L,TSR,BSR" offsetType="1" dist="0.3" distUnits="MM" priority="3"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="3000000" obstacle="1"/>
    </settings>
  </labeling>
</qgis>
