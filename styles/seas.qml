<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="nullSymbol"/>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='"name"' isExpression="1" fontSize="8" fontSizeUnit="Point" fontWeight="50" fontItalic="1" textColor="60,105,150,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="1" dist="1" distUnits="MM" priority="5" xOffset="0" yOffset="0" quadOffset="4"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="90000000" obstacle="1"/>
    </settings>
  </labeling>
</qgis>
