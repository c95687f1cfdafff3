<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis version="3.22.0">
  <aliases>
    <alias field="feature_fid" name="Feature" index="0"/>
    <alias field="advice" name="What to do" index="1"/>
  </aliases>
</qgis>
