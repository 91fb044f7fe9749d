"""Makes small slides in the formats of scanner vendors that wsispark leaves to OpenSlide.

usage: vendor_slides.py OUT

Writes one slide per format into the folder OUT: philips.tif, hamamatsu.tif (NDPI), leica.tif (SCN), trestle.tif,
ventana.tif (BIF), dicom/level0.dcm with level1.dcm beside it, mirax-without-folder.mrxs, vms/slide.txt. The names say nothing that a
reader may go by. They hold what OpenSlide asks for and nothing else; pixels are smooth colours with noise, JPEG
quality 90.
"""

import io
import pathlib
import struct
import sys

import numpy as np
import tifffile
from PIL import Image
from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID, JPEGBaseline8Bit

TILE = 256
WIDTH, HEIGHT = 1024, 768


def picture(width, height, seed=7):
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[0:height, 0:width]
    smooth = np.stack([x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)], axis=2)
    return np.clip(smooth + rng.integers(-6, 7, (height, width, 3)), 0, 255).astype(np.uint8)


def jpeg(image, **options):
    data = io.BytesIO()
    Image.fromarray(image).save(data, "JPEG", quality=90, subsampling=0, **options)
    return data.getvalue()


def tiled(width, height, **options):
    return {
        "data": picture(width, height),
        "tile": (TILE, TILE),
        "photometric": "rgb",
        "compression": "jpeg",
        "compressionargs": {"level": 90},
        "metadata": None,
    } | options


def philips(out):
    def level(number, width, height, spacing):
        return f"""<DataObject ObjectType="PixelDataRepresentation">
        <Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028" Element="0x0030" PMSVR="IDoubleArray">&quot;{spacing}&quot; &quot;{spacing}&quot;</Attribute>
        <Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_NUMBER" Group="0x1001" Element="0x8B02" PMSVR="IUInt16">{number}</Attribute>
        <Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_COLUMNS" Group="0x2001" Element="0x115E" PMSVR="IUInt32">{width}</Attribute>
        <Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_ROWS" Group="0x2001" Element="0x115D" PMSVR="IUInt32">{height}</Attribute>
        </DataObject>"""

    description = f"""<?xml version="1.0" encoding="UTF-8" ?>
<DataObject ObjectType="DPUfsImport">
  <Attribute Name="DICOM_MANUFACTURER" Group="0x0008" Element="0x0070" PMSVR="IString">PHILIPS</Attribute>
  <Attribute Name="PIM_DP_SCANNED_IMAGES" Group="0x301D" Element="0x1003" PMSVR="IDataObjectArray"><Array>
    <DataObject ObjectType="DPScannedImage">
      <Attribute Name="PIM_DP_IMAGE_TYPE" Group="0x301D" Element="0x1004" PMSVR="IString">WSI</Attribute>
      <Attribute Name="DICOM_PIXEL_SPACING" Group="0x0028" Element="0x0030" PMSVR="IDoubleArray">&quot;0.00025&quot; &quot;0.00025&quot;</Attribute>
      <Attribute Name="PIIM_PIXEL_DATA_REPRESENTATION_SEQUENCE" Group="0x1001" Element="0x8B01" PMSVR="IDataObjectArray"><Array>
        {level(0, WIDTH, HEIGHT, 0.00025)}
        {level(1, WIDTH // 2, HEIGHT // 2, 0.0005)}
      </Array></Attribute>
    </DataObject>
  </Array></Attribute>
</DataObject>"""
    with tifffile.TiffWriter(out / "philips.tif") as tiff:
        tiff.write(**tiled(WIDTH, HEIGHT, software="Philips DP v1.0", description=description))
        tiff.write(**tiled(WIDTH // 2, HEIGHT // 2, subfiletype=1))


def trestle(out):
    description = "Background Color=FFFFFF;White Balance=ffffff;Objective Power=20;OverlapsXY= 0 0 0 0"
    with tifffile.TiffWriter(out / "trestle.tif") as tiff:
        tiff.write(**tiled(WIDTH, HEIGHT, software="MedScan 1.2", description=description))
        tiff.write(**tiled(WIDTH // 2, HEIGHT // 2, software="MedScan 1.2", description=description))


def leica(out):
    scale = 250  # nm per pixel
    description = f"""<?xml version="1.0"?>
<scn xmlns="http://www.leica-microsystems.com/scn/2010/10/01" uuid="urn:uuid:0">
  <collection name="c" uuid="u" sizeX="{WIDTH * scale * 2}" sizeY="{HEIGHT * scale * 2}">
    <image name="i" uuid="i">
      <creationDate>2020-01-01T00:00:00.00Z</creationDate>
      <device model="m" version="1"/>
      <pixels sizeX="{WIDTH}" sizeY="{HEIGHT}">
        <dimension sizeX="{WIDTH}" sizeY="{HEIGHT}" r="0" ifd="0"/>
        <dimension sizeX="{WIDTH // 2}" sizeY="{HEIGHT // 2}" r="1" ifd="1"/>
      </pixels>
      <view sizeX="{WIDTH * scale}" sizeY="{HEIGHT * scale}" offsetX="0" offsetY="0" spacingZ="0"/>
      <scanSettings><objectiveSettings><objective>20</objective></objectiveSettings>
        <illuminationSettings><numericalAperture>0.4</numericalAperture><illuminationSource>brightfield</illuminationSource></illuminationSettings>
      </scanSettings>
    </image>
  </collection>
</scn>"""
    with tifffile.TiffWriter(out / "leica.tif", bigtiff=True) as tiff:
        tiff.write(**tiled(WIDTH, HEIGHT, description=description))
        tiff.write(**tiled(WIDTH // 2, HEIGHT // 2, subfiletype=1))


def ventana(out):
    columns, rows = WIDTH // TILE, HEIGHT // TILE
    # Tiles are numbered in serpentines from the bottom left; joints go from left to right and upwards.
    number = {}
    for row in range(rows):
        for column in range(columns):
            number[column, row] = row * columns + (columns - column if row % 2 else column + 1)
    joints = ""
    for (column, row), tile in number.items():
        for direction, other in ("RIGHT", (column + 1, row)), ("UP", (column, row + 1)):
            if other in number:
                joints += (
                    f'<TileJointInfo FlagJoined="1" Confidence="100" Direction="{direction}" Tile1="{tile}" '
                    f'Tile2="{number[other]}" OverlapX="0" OverlapY="0"/>'
                )
    info = f"""<?xml version="1.0" encoding="utf-8"?><EncodeInfo Ver="2"><SlideStitchInfo>
<ImageInfo AOIScanned="1" AOIIndex="0" NumRows="{rows}" NumCols="{columns}" Width="{TILE}" Height="{TILE}" Pos-X="0" Pos-Y="0">{joints}</ImageInfo>
</SlideStitchInfo><AoiOrigin><AOI0 OriginX="0" OriginY="0"/></AoiOrigin></EncodeInfo>"""
    scan = '<?xml version="1.0"?><Metadata><iScan Magnification="20" ScanRes="0.465" UnitNumber="2000515" Z-layers="1"/></Metadata>'

    def xmp(text):
        data = text.encode()
        return [(700, 1, len(data), data, True)]

    with tifffile.TiffWriter(out / "ventana.tif", bigtiff=True) as tiff:
        macro = {"data": picture(400, 100), "photometric": "rgb", "metadata": None}
        tiff.write(**macro, description="Label Image", extratags=xmp(scan))
        tiff.write(**tiled(WIDTH, HEIGHT, description="level=0 mag=20 quality=90", extratags=xmp(info)))
        tiff.write(**tiled(WIDTH // 2, HEIGHT // 2, description="level=1 mag=10 quality=90"))


def hamamatsu(out):
    """One JPEG stream per directory in one strip, which TIFF writers do not make of large images."""
    pieces, offset, directories = [b""], 8, []
    for width, height, lens in ((WIDTH, HEIGHT, 20.0), (WIDTH // 2, HEIGHT // 2, 10.0), (400, 100, -1.0)):
        data = jpeg(picture(width, height))
        tags = [
            (254, 4, 0),
            (256, 4, width),
            (257, 4, height),
            (259, 3, 7),
            (262, 3, 6),
            (271, 2, b"Hamamatsu\0"),
            (273, 4, offset),
            (277, 3, 3),
            (278, 4, height),
            (279, 4, len(data)),
            (282, 5, (40000, 1)),
            (283, 5, (40000, 1)),
            (296, 3, 3),
            (65420, 4, 1),
            (65421, 11, lens),
            (65424, 9, 0),  # focal plane
        ]
        pieces.append(data)
        offset += len(data)
        directories.append(tags)
    body = b"".join(pieces)
    first = offset
    for number, tags in enumerate(directories):
        size = 2 + 12 * len(tags) + 8  # the offset of the next directory has 64 bits
        values = b""
        entries = struct.pack("<H", len(tags))
        for tag, kind, value in tags:
            if kind == 5 or kind == 2:
                data = struct.pack("<II", *value) if kind == 5 else value
                entries += struct.pack("<HHII", tag, kind, 1 if kind == 5 else len(data), offset + size + len(values))
                values += data + b"\0" * (len(data) % 2)
            elif kind == 11:
                entries += struct.pack("<HHIf", tag, kind, 1, value)
            else:
                entries += struct.pack("<HHII", tag, kind, 1, value)
        end = offset + size + len(values)
        entries += struct.pack("<Q", end if number + 1 < len(directories) else 0)
        body += entries + values
        offset = end
    (out / "hamamatsu.tif").write_bytes(struct.pack("<2sHI", b"II", 42, first) + body)


def dicom_level(path, width, height, spacing, kind, root):
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = UID("1.2.840.10008.5.1.4.1.1.77.1.6")
    meta.MediaStorageSOPInstanceUID = UID(f"{root}.{width}")
    meta.TransferSyntaxUID = JPEGBaseline8Bit
    slide = FileDataset(str(path), {}, file_meta=meta, preamble=b"\0" * 128)
    slide.SOPClassUID = meta.MediaStorageSOPClassUID
    slide.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    slide.StudyInstanceUID = UID(f"{root}.1")
    slide.SeriesInstanceUID = UID(f"{root}.2")
    slide.FrameOfReferenceUID = UID(f"{root}.3")
    slide.Modality = "SM"
    slide.PatientName = "Nobody^At^All"
    slide.ImageType = ["ORIGINAL" if kind == "NONE" else "DERIVED", "PRIMARY", "VOLUME", kind]
    slide.SamplesPerPixel, slide.PhotometricInterpretation, slide.PlanarConfiguration = 3, "YBR_FULL_422", 0
    slide.BitsAllocated, slide.BitsStored, slide.HighBit, slide.PixelRepresentation = 8, 8, 7, 0
    slide.Rows = slide.Columns = TILE
    slide.TotalPixelMatrixColumns, slide.TotalPixelMatrixRows = width, height
    slide.TotalPixelMatrixFocalPlanes, slide.NumberOfOpticalPaths = 1, 1
    slide.DimensionOrganizationType = "TILED_FULL"
    slide.ImagedVolumeWidth, slide.ImagedVolumeHeight = width * spacing, height * spacing
    measures = Dataset()
    measures.PixelSpacing, measures.SliceThickness = [spacing, spacing], 0.001
    groups = Dataset()
    groups.PixelMeasuresSequence = [measures]
    slide.SharedFunctionalGroupsSequence = [groups]
    optics = Dataset()
    optics.OpticalPathIdentifier, optics.ObjectiveLensPower = "0", 20
    slide.OpticalPathSequence = [optics]
    image = np.pad(picture(width, height), ((0, -height % TILE), (0, -width % TILE), (0, 0)), "edge")
    frames = [
        jpeg(image[y : y + TILE, x : x + TILE]) for y in range(0, height, TILE) for x in range(0, width, TILE)
    ]
    slide.NumberOfFrames = len(frames)
    slide.PixelData = encapsulate(frames)
    slide["PixelData"].is_undefined_length = True
    slide.save_as(path, enforce_file_format=True)


def dicom(out):
    folder = out / "dicom"
    folder.mkdir(exist_ok=True)
    root = "1.2.826.0.1.3680043.8.498.1"
    dicom_level(folder / "level0.dcm", WIDTH, HEIGHT, 0.00025, "NONE", root)
    dicom_level(folder / "level1.dcm", WIDTH // 2, HEIGHT // 2, 0.0005, "RESAMPLED", root)


def vms(out):
    folder = out / "vms"
    folder.mkdir(exist_ok=True)
    (folder / "image.jpg").write_bytes(jpeg(picture(WIDTH, HEIGHT), restart_marker_rows=1))
    (folder / "map.jpg").write_bytes(jpeg(picture(WIDTH // 4, HEIGHT // 4), restart_marker_rows=1))
    (folder / "slide.txt").write_text(
        "[Virtual Microscope Specimen]\nNoLayers=1\nNoJpegColumns=1\nNoJpegRows=1\n"
        "ImageFile=image.jpg\nMapFile=map.jpg\nSourceLens=20\nPhysicalWidth=256000\nPhysicalHeight=192000\n"
    )


def main(out):
    out = pathlib.Path(out)
    for make in (philips, trestle, leica, ventana, hamamatsu, dicom, vms):
        make(out)
    (out / "mirax-without-folder.mrxs").write_bytes(jpeg(picture(64, 48)))


if __name__ == "__main__":
    main(*sys.argv[1:])
