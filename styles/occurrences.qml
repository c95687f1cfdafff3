<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="1">
    <categories>
      <category value="deposit" symbol="0" label="deposit" render="true"/>
      <category value="prospect" symbol="1" label="prospect" render="true"/>
      <category value="occurrence" symbol="2" label="occurrence" render="true"/>
      <category value="" symbol="3" label="other" render="true"/>
    </categories>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="230,159,0,255" type="QString"/>
          <Option name="size" value="3.2" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="triangle" type="QString"/> <Option name="color" value="86,180,233,255" type="QString"/>
          <Option name="size" value="3.2" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="255,255,255,255" type="QString"/>
          <Option name="size" value="2.2" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="170,170,170,255" type="QString"/>
          <Option name="size" value="2.2" type="QString"/>
          <Option name="outline_color" value="255,255,255,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
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
</qgis>
