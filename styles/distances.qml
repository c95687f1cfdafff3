<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="singleSymbol" symbollevels="0">
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="130,130,130,200" type="QString"/>
          <Option name="line_width" value="0.2" type="QString"/> <Option name="line_style" value="dash" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="&quot;target_kind&quot; || ' ' || round(&quot;distance_km&quot;) || ' km'" isExpression="1" fontSize="7" fontSizeUnit="Point" fontWeight="50" textColor="40,40,40,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,230"/>
      </text-style>
      <placement placement="2" dist="1.2" distUnits="MM" priority="2"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="2000000" obstacle="1"/>
    </settings>
  </labeling>
</qgis>
