<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="categorizedSymbol" attr="mode" symbollevels="1">
    <categories>
      <category value="track" symbol="0" label="access leg" render="true"/>
      <category value="road" symbol="1" label="road" render="true"/>
      <category value="rail" symbol="2" label="railway" render="true"/>
      <category value="sea" symbol="3" label="sea route" render="true"/>
      <category value="air" symbol="4" label="air route" render="true"/>
      <category value="" symbol="5" label="other" render="true"/>
    </categories>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="150,110,60,255" type="QString"/>
          <Option name="line_width" value="0.5" type="QString"/> <Option name="line_style" value="dot" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="200,140,60,255" type="QString"/>
          <Option name="line_width" value="0.5" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="60,60,60,255" type="QString"/>
          <Option name="line_width" value="0.6" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="0,114,178,255" type="QString"/>
          <Option name="line_width" value="0.6" type="QString"/> <Option name="line_style" value="dash" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="204,121,167,255" type="QString"/>
          <Option name="line_width" value="0.4" type="QString"/> <Option name="line_style" value="dot" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="5" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="150,150,150,255" type="QString"/>
          <Option name="line_width" value="0.3" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
</qgis>
