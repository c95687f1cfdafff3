<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="coalesce(&quot;status&quot;, 'open')" symbollevels="1">
    <categories>
      <category value="open" symbol="0" label="market" render="true"/>
      <category value="" symbol="1" label="market, not open" render="true"/>
    </categories>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="star" type="QString"/> <Option name="color" value="18,57,91,255" type="QString"/>
          <Option name="size" value="4.2" type="QString"/>
          <Option name="outline_color" value="255,255,255,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="star" type="QString"/> <Option name="color" value="255,255,255,255" type="QString"/>
          <Option name="size" value="3.4" type="QString"/> <Option name="outline_color" value="18,57,91,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='"name"' isExpression="1" fontSize="7" fontSizeUnit="Point" fontWeight="63" textColor="18,57,91,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="6" predefinedPositionOrder="TR,BR,TL,BL,R,L,TSR,BSR" offsetType="1" dist="0.3" distUnits="MM" priority="7"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="30000000" obstacle="1"/>
    </settings>
  </labeling>
</qgis>
