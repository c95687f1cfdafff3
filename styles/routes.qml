<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <renderer-v2 type="RuleRenderer" symbollevels="1">
    <rules key="root">
      <rule key="r0" symbol="0" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('northern', 'northern-baltic', 'northern-narva')" label="Northern corridor"/>
      <rule key="r1" symbol="1" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; LIKE 'middle%'" label="Middle corridor"/>
      <rule key="r2" symbol="2" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; IN ('southern', 'instc-bandar-abbas', 'trans-afghan')" label="Southern corridors"/>
      <rule key="r3" symbol="3" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; LIKE 'ocean%'" label="Ocean route via China"/>
      <rule key="r4" symbol="4" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; = 'pacific-russia'" label="Pacific route via Russia"/>
      <rule key="r5" symbol="5" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND &quot;corridor&quot; = 'air'" label="Air"/>
      <rule key="r6" symbol="6" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND (&quot;corridor&quot; IS NULL OR &quot;corridor&quot; NOT IN ('northern', 'northern-baltic', 'northern-narva', 'southern', 'instc-bandar-abbas', 'trans-afghan', 'pacific-russia', 'air') AND &quot;corridor&quot; NOT LIKE 'middle%' AND &quot;corridor&quot; NOT LIKE 'ocean%') AND &quot;domains&quot; LIKE '%RUS%'" label="other way through Russia"/>
      <rule key="r7" symbol="7" filter="&quot;role&quot; = 'best' AND &quot;destination&quot; &lt;&gt; 'ALL' AND &quot;base&quot; = 'open' AND (&quot;corridor&quot; IS NULL OR &quot;corridor&quot; NOT IN ('northern', 'northern-baltic', 'northern-narva', 'southern', 'instc-bandar-abbas', 'trans-afghan', 'pacific-russia', 'air') AND &quot;corridor&quot; NOT LIKE 'middle%' AND &quot;corridor&quot; NOT LIKE 'ocean%') AND (&quot;domains&quot; IS NULL OR &quot;domains&quot; NOT LIKE '%RUS%')" label="other way"/>
      <rule key="r8" symbol="8" filter="&quot;role&quot; = 'best' AND (&quot;destination&quot; = 'ALL' OR &quot;base&quot; &lt;&gt; 'open')" label="best way, other market or base"/>
      <rule key="r9" symbol="9" filter="&quot;role&quot; &lt;&gt; 'best'" label="alternative by corridor" checkstate="0"/>
    </rules>
    <symbols>
      <symbol name="0" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.55" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="4" locked="0"><Option type="Map">
          <Option name="line_color" value="0,114,178,255" type="QString"/>
          <Option name="line_width" value="0.85" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="1" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.55" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="6" locked="0"><Option type="Map">
          <Option name="line_color" value="0,158,115,255" type="QString"/>
          <Option name="line_width" value="0.85" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/> <Option name="customdash" value="4;1.6" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="2" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.55" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="6" locked="0"><Option type="Map">
          <Option name="line_color" value="204,121,167,255" type="QString"/>
          <Option name="line_width" value="0.85" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/> <Option name="customdash" value="2;1.2" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="3" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.55" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="5" locked="0"><Option type="Map">
          <Option name="line_color" value="213,94,0,255" type="QString"/>
          <Option name="line_width" value="0.85" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/>
          <Option name="customdash" value="5;1.3;1.2;1.3" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="4" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.5" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="6" locked="0"><Option type="Map">
          <Option name="line_color" value="60,60,60,255" type="QString"/>
          <Option name="line_width" value="0.8" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/>
          <Option name="customdash" value="1.6;1.6" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="5" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.3" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="6" locked="0"><Option type="Map">
          <Option name="line_color" value="90,70,130,255" type="QString"/>
          <Option name="line_width" value="0.6" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/>
          <Option name="customdash" value="0.8;1.2" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="6" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.55" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="3" locked="0"><Option type="Map">
          <Option name="line_color" value="86,180,233,255" type="QString"/>
          <Option name="line_width" value="0.85" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="7" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="1" locked="0"><Option type="Map">
          <Option name="line_color" value="255,255,255,220" type="QString"/>
          <Option name="line_width" value="1.3" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
        <layer class="SimpleLine" enabled="1" pass="2" locked="0"><Option type="Map">
          <Option name="line_color" value="110,118,126,255" type="QString"/>
          <Option name="line_width" value="0.6" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="8" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="165,165,165,255" type="QString"/>
          <Option name="line_width" value="0.3" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="round" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
        </Option></layer>
      </symbol>
      <symbol name="9" type="line" alpha="1">
        <layer class="SimpleLine" enabled="1" pass="0" locked="0"><Option type="Map">
          <Option name="line_color" value="150,150,150,255" type="QString"/>
          <Option name="line_width" value="0.25" type="QString"/> <Option name="line_style" value="solid" type="QString"/>
          <Option name="capstyle" value="flat" type="QString"/> <Option name="joinstyle" value="round" type="QString"/>
          <Option name="use_custom_dash" value="1" type="QString"/> <Option name="customdash" value="1;1" type="QString"/>
        </Option></layer>
      </symbol>
    </symbols>
  </renderer-v2>
  <mapTip>&lt;b&gt;[% "deposit_name" %]&lt;/b&gt; → [% "market_name" %] ([% "destination" %], [% "base" %]): [% round("g_usd_t") %] USD/t, [% round("days") %] {{days}}, [% round("length_km") %] km&lt;br&gt;[% coalesce("sentence_en", '') %]&lt;br&gt;[% "gates" %]</mapTip>
</qgis>
