<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <conditionalstyles>
    <rowstyles>
      <style rule='"size" = 1' name="one actor" background_color_alpha="255" background_color="#f4b8a0" text_color_alpha="255" text_color="#1d2630"/>
      <style rule='"size" = 2' name="two actors" background_color_alpha="255" background_color="#f7e3a1" text_color_alpha="255" text_color="#1d2630"/>
      <style rule="&quot;status&quot; = 'free_way'" name="free way" background_color_alpha="255" background_color="#e1efe6" text_color_alpha="255" text_color="#1d2630"/>
    </rowstyles>
    <fieldstyles/>
  </conditionalstyles>
</qgis>
