<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="RuleRenderer" symbollevels="0">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;kind&quot; &lt;&gt; 'link' AND (&quot;cut_off_t_a&quot; &gt; 0)" label="leaves tonnes without a way"/>
      <rule key="r1" symbol="1" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;kind&quot; &lt;&gt; 'link' AND &quot;cut_off_t_a&quot; = 0 AND &quot;impact_usd_a&quot; &gt;= 1000000 AND &quot;break_of_gauge&quot; = 'yes'" label="1 million USD/a and more, break of gauge"/>
      <rule key="r2" symbol="2" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;kind&quot; &lt;&gt; 'link' AND &quot;cut_off_t_a&quot; = 0 AND &quot;impact_usd_a&quot; &gt;= 1000000 AND (&quot;break_of_gauge&quot; IS NULL OR &quot;break_of_gauge&quot; &lt;&gt; 'yes')" label="1 million USD/a and more"/>
      <rule key="r3" symbol="3" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;kind&quot; &lt;&gt; 'link' AND &quot;cut_off_t_a&quot; = 0 AND &quot;impact_usd_a&quot; &lt; 1000000" label="less than 1 million USD/a"/>
      <rule key="r4" symbol="4" filter="&quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;kind&quot; = 'link'" label="link" checkstate="0"/>
      <rule key="r5" symbol="5" filter="&quot;destination&quot; = 'ALL' OR &quot;base&quot; &lt;&gt; 'open'" label="other market or base" checkstate="0"/>
    </rules>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="triangle" type="QString"/> <Option name="color" value="213,94,0,255" type="QString"/>
          <Option name="size" value="4.4" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="square" type="QString"/> <Option name="color" value="230,159,0,255" type="QString"/>
          <Option name="size" value="3.8" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="230,159,0,255" type="QString"/>
          <Option name="size" value="3.6" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="240,228,66,255" type="QString"/>
          <Option name="size" value="2.2" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="diamond" type="QString"/> <Option name="color" value="130,130,130,255" type="QString"/>
          <Option name="size" value="1.8" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="5" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="name" value="circle" type="QString"/> <Option name="color" value="200,200,200,255" type="QString"/>
          <Option name="size" value="1.2" type="QString"/> <Option name="outline_color" value="29,38,48,255" type="QString"/>
          <Option name="outline_width" value="0.3" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="CASE WHEN &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;kind&quot; &lt;&gt; 'link' AND (&quot;cut_off_t_a&quot; &gt; 0 OR &quot;impact_usd_a&quot; &gt;= 1000000) THEN &quot;name&quot; END" isExpression="1" fontSize="7.5" fontSizeUnit="Point" fontWeight="63" fontItalic="0" textColor="29,38,48,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.7" bufferSizeUnits="MM" bufferColor="255,255,255,220"/>
      </text-style>
      <placement placement="6" dist="1" distUnits="MM" priority="5"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="45000000" obstacle="1"/>
    </settings>
  </labeling>
</qgis>
