<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0" labelsEnabled="1">
  <renderer-v2 type="categorizedSymbol" attr="coalesce(to_string(&quot;eu_open_smallest_cut&quot;), &quot;eu_open_cut_status&quot;, &quot;eu_open_status&quot;)" symbollevels="1">
    <categories>
      <category value="1" symbol="0" label="one actor can close every way" render="true"/>
      <category value="2" symbol="1" label="two actors together can close every way" render="true"/>
      <category value="3" symbol="2" label="three actors together" render="true"/>
      <category value="4" symbol="3" label="four actors together" render="true"/>
      <category value="no_small_cut" symbol="4" label="only more than four actors together" render="true"/>
      <category value="free_way" symbol="5" label="free way: nobody can close it" render="true"/>
      <category value="unreachable" symbol="6" label="no way even when all is open" render="true"/>
      <category value="" symbol="7" label="not computed for EU, open" render="true"/>
    </categories>
    <symbols>
      <symbol name="0" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="diamond" type="QString"/>
            <Option name="color" value="213,94,0,255" type="QString"/>
            <Option name="size" value="4.0" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="255,255,255,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="square" type="QString"/>
            <Option name="color" value="230,159,0,255" type="QString"/>
            <Option name="size" value="3.4" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="triangle" type="QString"/>
            <Option name="color" value="86,180,233,255" type="QString"/>
            <Option name="size" value="3.6" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="triangle" type="QString"/>
            <Option name="color" value="86,180,233,255" type="QString"/>
            <Option name="size" value="3.2" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="circle" type="QString"/>
            <Option name="color" value="0,158,115,255" type="QString"/>
            <Option name="size" value="3.0" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="255,255,255,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="circle" type="QString"/>
            <Option name="color" value="0,158,115,255" type="QString"/>
            <Option name="size" value="3.0" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.5" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="cross2" type="QString"/>
            <Option name="color" value="255,255,255,255" type="QString"/>
            <Option name="size" value="3.0" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="29,38,48,255" type="QString"/>
            <Option name="outline_width" value="0.6" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="7" type="marker" alpha="1">
        <layer class="SimpleMarker" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="name" value="circle" type="QString"/>
            <Option name="color" value="170,170,170,255" type="QString"/>
            <Option name="size" value="2.4" type="QString"/>
            <Option name="size_unit" value="MM" type="QString"/>
            <Option name="outline_color" value="255,255,255,255" type="QString"/>
            <Option name="outline_width" value="0.3" type="QString"/>
            <Option name="outline_width_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <labeling type="simple">
    <settings calloutType="simple">
      <text-style fieldName="&quot;name&quot;" isExpression="1" fontSize="8" fontSizeUnit="Point" fontWeight="50" textColor="40,40,40,255" textOpacity="1">
        <text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,230"/>
      </text-style>
      <placement placement="6" predefinedPositionOrder="TR,BR,TL,BL,R,L,TSR,BSR" dist="0.6" distUnits="MM" priority="8"/>
      <rendering scaleVisibility="1" scaleMin="0" scaleMax="35000000" obstacle="1"/>
    </settings>
  </labeling>
  <aliases>
    <alias field="ore_treo_pct" name="TREO of ore (%)" index="0"/>
    <alias field="resource_mt" name="Resource (Mt)" index="1"/>
    <alias field="product_usd_t" name="Value of product (USD/t)" index="2"/>
    <alias field="rail_km" name="To railway (km)" index="3"/>
    <alias field="railhead_km" name="To railhead (km)" index="4"/>
    <alias field="road_km" name="To road (km)" index="5"/>
    <alias field="crossing_km" name="To border crossing (km)" index="6"/>
    <alias field="port_km" name="To sea port (km)" index="7"/>
    <alias field="airport_km" name="To airport (km)" index="8"/>
    <alias field="eu_open_g_usd_t" name="G to the EU, base open (USD/t)" index="9"/>
    <alias field="eu_open_money_usd_t" name="Money to the EU, base open (USD/t)" index="10"/>
    <alias field="eu_open_days" name="Days to the EU, base open" index="11"/>
    <alias field="eu_open_cut_sets" name="Can be closed by (EU, base open)" index="12"/>
    <alias field="eu_open_status" name="Status (EU, base open)" index="13"/>
    <alias field="eu_eu_2025_g_usd_t" name="G to the EU, base eu_2025 (USD/t)" index="14"/>
    <alias field="all_open_g_usd_t" name="G to any market, base open (USD/t)" index="15"/>
  </aliases>
  <mapTip>&lt;b&gt;[% &quot;name&quot; %]&lt;/b&gt; ([% &quot;country&quot; %], [% &quot;kind&quot; %])&lt;br&gt;To the EU: [% coalesce(round(&quot;eu_open_g_usd_t&quot;), 'no way') %] USD/t, [% coalesce(round(&quot;eu_open_days&quot;), '-') %] days&lt;br&gt;Can be closed by: [% coalesce(&quot;eu_open_cut_sets&quot;, &quot;eu_open_cut_status&quot;) %]</mapTip>
</qgis>
