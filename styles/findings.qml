<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <conditionalstyles>
    <rowstyles>
      <style rule="&quot;severity&quot; = 'error'" name="error" background_color_alpha="255" background_color="#f4b8a0" text_color_alpha="255" text_color="#1d2630"/>
      <style rule="&quot;severity&quot; = 'warning'" name="warning" background_color_alpha="255" background_color="#f7e3a1" text_color_alpha="255" text_color="#1d2630"/>
      <style rule="&quot;severity&quot; = 'note'" name="note" background_color_alpha="255" background_color="#e4edf3" text_color_alpha="255" text_color="#1d2630"/>
    </rowstyles>
    <fieldstyles/>
  </conditionalstyles>
</qgis>
