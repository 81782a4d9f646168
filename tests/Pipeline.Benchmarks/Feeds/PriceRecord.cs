using CsvHelper;

namespace Pipeline.Benchmarks.Feeds;

/// <summary>One row of the price file with all 44 columns, for the generated reader that P1 is compared with.</summary>
[CsvRecord]
internal sealed partial class PriceRecord
{
    [CsvColumn("Ingram Part Number")]
    public string IngramPartNumber { get; set; } = string.Empty;

    [CsvColumn("Ingram Part Description")]
    public string IngramPartDescription { get; set; } = string.Empty;

    [CsvColumn("Vendor Part Number")]
    public string VendorPartNumber { get; set; } = string.Empty;

    [CsvColumn("EANUPC Code")]
    public string EANUPCCode { get; set; } = string.Empty;

    [CsvColumn("Plant")]
    public string Plant { get; set; } = string.Empty;

    [CsvColumn("Vendor Name")]
    public string VendorName { get; set; } = string.Empty;

    [CsvColumn("Weight")]
    public string Weight { get; set; } = string.Empty;

    [CsvColumn("Volume")]
    public string Volume { get; set; } = string.Empty;

    [CsvColumn("Customer Price")]
    public string CustomerPrice { get; set; } = string.Empty;

    [CsvColumn("Availability Flag")]
    public string AvailabilityFlag { get; set; } = string.Empty;

    [CsvColumn("BOM Flag")]
    public string BOMFlag { get; set; } = string.Empty;

    [CsvColumn("Warranty Flag")]
    public string WarrantyFlag { get; set; } = string.Empty;

    [CsvColumn("Material Long Description")]
    public string MaterialLongDescription { get; set; } = string.Empty;

    [CsvColumn("Length")]
    public string Length { get; set; } = string.Empty;

    [CsvColumn("Width")]
    public string Width { get; set; } = string.Empty;

    [CsvColumn("Height")]
    public string Height { get; set; } = string.Empty;

    [CsvColumn("Dimension Unit")]
    public string DimensionUnit { get; set; } = string.Empty;

    [CsvColumn("Weight Unit")]
    public string WeightUnit { get; set; } = string.Empty;

    [CsvColumn("Volume Unit")]
    public string VolumeUnit { get; set; } = string.Empty;

    [CsvColumn("Material Language Code")]
    public string MaterialLanguageCode { get; set; } = string.Empty;

    [CsvColumn("Substitute Material")]
    public string SubstituteMaterial { get; set; } = string.Empty;

    [CsvColumn("Superseded Material")]
    public string SupersededMaterial { get; set; } = string.Empty;

    [CsvColumn("Price Status")]
    public string PriceStatus { get; set; } = string.Empty;

    [CsvColumn("New Material Flag")]
    public string NewMaterialFlag { get; set; } = string.Empty;

    [CsvColumn("Direct Order identifier")]
    public string DirectOrderIdentifier { get; set; } = string.Empty;

    [CsvColumn("Music Copyright Fees")]
    public string MusicCopyrightFees { get; set; } = string.Empty;

    [CsvColumn("Recycling Fees")]
    public string RecyclingFees { get; set; } = string.Empty;

    [CsvColumn("Document Copyright Fees")]
    public string DocumentCopyrightFees { get; set; } = string.Empty;

    [CsvColumn("Battery Fees")]
    public string BatteryFees { get; set; } = string.Empty;

    [CsvColumn("Company code Currency")]
    public string CompanyCodeCurrency { get; set; } = string.Empty;

    [CsvColumn("Substitute Flag")]
    public string SubstituteFlag { get; set; } = string.Empty;

    [CsvColumn("Availability (Local Stock)")]
    public string AvailabilityLocalStock { get; set; } = string.Empty;

    [CsvColumn("Availability (Central Stock)")]
    public string AvailabilityCentralStock { get; set; } = string.Empty;

    [CsvColumn("Creation Reason Type")]
    public string CreationReasonType { get; set; } = string.Empty;

    [CsvColumn("Creation Reason Value")]
    public string CreationReasonValue { get; set; } = string.Empty;

    [CsvColumn("VAT Rate")]
    public string VATRate { get; set; } = string.Empty;

    [CsvColumn("Local Stock Backlog Quantity")]
    public string LocalStockBacklogQuantity { get; set; } = string.Empty;

    [CsvColumn("Local Stock Backlog ETA")]
    public string LocalStockBacklogETA { get; set; } = string.Empty;

    [CsvColumn("Central Stock Backlog Quantity")]
    public string CentralStockBacklogQuantity { get; set; } = string.Empty;

    [CsvColumn("Central Stock Backlog ETA")]
    public string CentralStockBacklogETA { get; set; } = string.Empty;

    [CsvColumn("Total Fees")]
    public string TotalFees { get; set; } = string.Empty;

    [CsvColumn("Category Description")]
    public string CategoryDescription { get; set; } = string.Empty;

    [CsvColumn("Sub-Category Description")]
    public string SubCategoryDescription { get; set; } = string.Empty;

    [CsvColumn("Category ID Description")]
    public string CategoryIDDescription { get; set; } = string.Empty;
}
