<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="singleSymbol" symbollevels="0">
    <symbols>
      <symbol name="0" type="fill" alpha="1">
        <layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="color" value="247,245,239,255" type="QString"/> <Option name="style" value="solid" type="QString"/>
          <Option name="outline_color" value="170,176,182,255" type="QString"/>
          <Option name="outline_width" value="0.25" type="QString"/>
          <Option name="outline_style" value="solid" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='upper("name")' isExpression="1" fontSize="7" fontSizeUnit="Point" fontLetterSpacing="1.2" textColor="150,155,160,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="247,245,239,200"/>
      </text-style>
      <placement placement="4" fitInPolygonOnly="1" priority="0"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="60000000" obstacle="0"/>
    </settings>
  </labeling>
</qgis>
