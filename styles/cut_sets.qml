<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <aliases>
    <alias field="cut_set" name="Cut set" index="0"/>
    <alias field="size" name="Actors" index="1"/>
  </aliases>
</qgis>
