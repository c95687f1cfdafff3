<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="1">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('northern', 'northern-baltic')" label="Northern corridor"/>
      <rule key="r1" symbol="1" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('middle', 'middle-black-sea', 'middle-bosporus', 'middle-btk', 'middle-tripp')" label="Middle corridor"/>
      <rule key="r2" symbol="2" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('southern', 'instc-bandar-abbas', 'trans-afghan')" label="Southern corridors"/>
      <rule key="r3" symbol="3" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('ocean-china', 'ocean-tianjin')" label="Ocean route via China"/>
      <rule key="r4" symbol="4" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('pacific-russia')" label="Pacific route via Russia"/>
      <rule key="r5" symbol="5" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('air')" label="Air"/>
      <rule key="r6" symbol="6" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IS NULL" label="other way"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="0,114,178,255" type="QString"/>
            <Option name="line_width" value="0.9" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="solid" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="0,158,115,255" type="QString"/>
            <Option name="line_width" value="0.9" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="solid" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
            <Option name="use_custom_dash" value="1" type="QString"/>
            <Option name="customdash" value="4;2" type="QString"/>
            <Option name="customdash_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="204,121,167,255" type="QString"/>
            <Option name="line_width" value="0.9" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="solid" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
            <Option name="use_custom_dash" value="1" type="QString"/>
            <Option name="customdash" value="1;1.5" type="QString"/>
            <Option name="customdash_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="3" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="213,94,0,255" type="QString"/>
            <Option name="line_width" value="0.9" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="solid" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
            <Option name="use_custom_dash" value="1" type="QString"/>
            <Option name="customdash" value="5;1.5;1;1.5" type="QString"/>
            <Option name="customdash_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="4" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="60,60,60,255" type="QString"/>
            <Option name="line_width" value="0.9" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="solid" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
            <Option name="use_custom_dash" value="1" type="QString"/>
            <Option name="customdash" value="2;2" type="QString"/>
            <Option name="customdash_unit" value="MM" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="5" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="60,60,60,255" type="QString"/>
            <Option name="line_width" value="0.5" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="dot" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
          </Option>
        </layer>
      </symbol>
      <symbol name="6" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0">
          <Option type="Map">
            <Option name="line_color" value="90,100,110,255" type="QString"/>
            <Option name="line_width" value="0.6" type="QString"/>
            <Option name="line_width_unit" value="MM" type="QString"/>
            <Option name="line_style" value="solid" type="QString"/>
            <Option name="capstyle" value="round" type="QString"/>
            <Option name="joinstyle" value="round" type="QString"/>
          </Option>
        </layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <aliases>
    <alias field="g_usd_t" name="Generalised cost G (USD/t)" index="0"/>
    <alias field="money_usd_t" name="Money (USD/t)" index="1"/>
    <alias field="length_km" name="Length (km)" index="2"/>
    <alias field="days" name="Days" index="3"/>
    <alias field="co2_kg_t" name="CO2e (kg/t)" index="4"/>
    <alias field="buffer_h" name="Buffer (h)" index="5"/>
  </aliases>
  <mapTip>&lt;b&gt;[% &quot;deposit_name&quot; %]&lt;/b&gt; to [% &quot;market_name&quot; %]: [% round(&quot;g_usd_t&quot;) %] USD/t, [% round(&quot;days&quot;) %] days, [% round(&quot;length_km&quot;) %] km&lt;br&gt;[% &quot;gates&quot; %]</mapTip>
</qgis>
