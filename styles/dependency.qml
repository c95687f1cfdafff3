<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <conditionalstyles>
    <rowstyles>
      <style rule="&quot;status&quot; IN ('captive', 'unreachable')" name="no way" background_color_alpha="255" background_color="#f4b8a0" text_color_alpha="255" text_color="#1d2630"/>
      <style rule="&quot;status&quot; IN ('reroute', 'uneconomic')" name="dearer" background_color_alpha="255" background_color="#f7e3a1" text_color_alpha="255" text_color="#1d2630"/>
      <style rule="&quot;status&quot; IN ('unaffected', 'own')" name="unaffected" background_color_alpha="255" background_color="#e1efe6" text_color_alpha="255" text_color="#1d2630"/>
    </rowstyles>
    <fieldstyles/>
  </conditionalstyles>
</qgis>
