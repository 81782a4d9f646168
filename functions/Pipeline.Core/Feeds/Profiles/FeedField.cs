namespace Pipeline.Core.Feeds.Profiles;

/// <summary>What a column of a feed means to us.</summary>
public enum FeedField
{
    /// <summary>Known to the profile and of no use here.</summary>
    Ignored = 0,

    /// <summary>The distributor's article number; the key of price and stock files.</summary>
    Sku,

    /// <summary>Short description.</summary>
    Description,

    /// <summary>Second part of the short description, appended to the first.</summary>
    Description2,

    /// <summary>Long description.</summary>
    LongDescription,

    /// <summary>The vendor's part number.</summary>
    Mpn,

    /// <summary>EAN or UPC.</summary>
    Gtin,

    /// <summary>Warehouse or sales plant of the row.</summary>
    Plant,

    /// <summary>Vendor name.</summary>
    Brand,

    /// <summary>Weight of one packed piece.</summary>
    Weight,

    /// <summary>Volume of one packed piece.</summary>
    Volume,

    /// <summary>Length of one packed piece.</summary>
    Length,

    /// <summary>Width of one packed piece.</summary>
    Width,

    /// <summary>Height of one packed piece.</summary>
    Height,

    /// <summary>Unit of <see cref="Weight"/>.</summary>
    WeightUnit,

    /// <summary>Unit of <see cref="Volume"/>.</summary>
    VolumeUnit,

    /// <summary>Unit of length, width and height.</summary>
    DimensionUnit,

    /// <summary>Net purchase price without VAT and fees; <c>X</c> or blank is none.</summary>
    Price,

    /// <summary>Recommended retail price.</summary>
    RetailPrice,

    /// <summary>Currency of all amounts of the row.</summary>
    Currency,

    /// <summary>VAT rate in percent.</summary>
    VatPercent,

    /// <summary>Private-copy levy per unit.</summary>
    MusicCopyrightFee,

    /// <summary>Recycling (WEEE) fee per unit.</summary>
    RecyclingFee,

    /// <summary>Reprography levy per unit.</summary>
    DocumentCopyrightFee,

    /// <summary>Battery fee per unit.</summary>
    BatteryFee,

    /// <summary>Sum of the four fees, only checked.</summary>
    TotalFees,

    /// <summary>Pieces in the country's warehouse.</summary>
    LocalStock,

    /// <summary>Pieces in the central warehouse.</summary>
    CentralStock,

    /// <summary>Pieces on order for the country's warehouse.</summary>
    LocalBacklog,

    /// <summary>Day those pieces are expected.</summary>
    LocalEta,

    /// <summary>Pieces on order for the central warehouse.</summary>
    CentralBacklog,

    /// <summary>Day those pieces are expected.</summary>
    CentralEta,

    /// <summary>Flag: a bundle.</summary>
    Bundle,

    /// <summary>Flag: a warranty.</summary>
    Warranty,

    /// <summary>Flag: new in the range.</summary>
    New,

    /// <summary>Flag: drop-shipped or licence.</summary>
    DirectOrder,

    /// <summary>Flag: licence or electronic delivery.</summary>
    License,

    /// <summary>Article to order instead.</summary>
    Substitute,

    /// <summary>Article that this one replaced.</summary>
    Supersedes,

    /// <summary>What the row does: add, change, discontinue (codes in the profile).</summary>
    Action,

    /// <summary>Life-cycle status (codes in the profile).</summary>
    Status,

    /// <summary>Why the row exists; anything but the standard reason is one customer's price.</summary>
    CreationReason,

    /// <summary>Second column of the same.</summary>
    CreationReasonValue,

    /// <summary>Code of the article's last category level.</summary>
    CategoryCode,

    /// <summary>Second half of a category code that is spread over two columns.</summary>
    CategoryCodeTail,

    /// <summary>Name of the article's first category level.</summary>
    CategoryName1,

    /// <summary>Name of the article's second category level.</summary>
    CategoryName2,

    /// <summary>Name of the article's third category level.</summary>
    CategoryName3,

    /// <summary>Category file: code of the first level.</summary>
    Level1Code,

    /// <summary>Category file: name of the first level.</summary>
    Level1Name,

    /// <summary>Category file: code of the second level.</summary>
    Level2Code,

    /// <summary>Category file: name of the second level.</summary>
    Level2Name,

    /// <summary>Category file: code of the third level.</summary>
    Level3Code,

    /// <summary>Category file: name of the third level.</summary>
    Level3Name,
}
