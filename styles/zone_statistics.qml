<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="kind" symbollevels="1">
    <categories>
      <category value="zone" symbol="0" label="zone" render="true"/>
      <category value="belt" symbol="1" label="belt" render="true"/>
      <category value="province" symbol="2" label="province" render="true"/>
      <category value="" symbol="3" label="other" render="true"/>
    </categories>
    <symbols>
      <symbol name="0" type="fill" alpha="1">
        <layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="color" value="200,150,90,50" type="QString"/> <Option name="style" value="solid" type="QString"/>
          <Option name="outline_color" value="200,150,90,200" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
          <Option name="outline_style" value="solid" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="fill" alpha="1">
        <layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="color" value="130,120,170,50" type="QString"/> <Option name="style" value="solid" type="QString"/>
          <Option name="outline_color" value="130,120,170,200" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
          <Option name="outline_style" value="dash" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="fill" alpha="1">
        <layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="color" value="120,130,90,50" type="QString"/> <Option name="style" value="solid" type="QString"/>
          <Option name="outline_color" value="120,130,90,200" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/> <Option name="outline_style" value="dot" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="fill" alpha="1">
        <layer class="SimpleFill" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="color" value="150,150,150,50" type="QString"/> <Option name="style" value="solid" type="QString"/>
          <Option name="outline_color" value="150,150,150,200" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
          <Option name="outline_style" value="dash dot" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName='"name"' isExpression="1" fontSize="7" fontSizeUnit="Point" fontItalic="1" textColor="110,95,80,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,180"/>
      </text-style>
      <placement placement="4" priority="1"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="12000000" obstacle="0"/>
    </settings>
  </labeling>
</qgis>
