namespace Pipeline.Simulators.IngramMicro;

/// <summary>What can go wrong with a published file as a whole.</summary>
public enum FileFault
{
    /// <summary>As it should be.</summary>
    None,

    /// <summary>Visible while it still grows: half of it at first, a sixteenth more with every step, whole in the end.</summary>
    PartialUpload,

    /// <summary>With every step rewritten: other bytes, another size, another time.</summary>
    ChangedWhileRead,

    /// <summary>Windows-1252 comes as UTF-8, UTF-8 as windows-1252, plain ASCII as UTF-16.</summary>
    WrongEncoding,

    /// <summary>Not there.</summary>
    Missing,

    /// <summary>A share of the rows (10 % unless told) twice.</summary>
    DuplicateRows,

    /// <summary>Cut in the middle of a row (at 60 % of its bytes unless told).</summary>
    TruncatedMidRow,

    /// <summary>Zero bytes.</summary>
    Empty,

    /// <summary>A share of the rows (40 % unless told) missing, spread evenly.</summary>
    RowsGone,

    /// <summary>Every quantity 0. Price and stock files only.</summary>
    AllStockZero,

    /// <summary>A mandatory column is left out: price, availability or the deepest category code.</summary>
    OtherColumns,

    /// <summary>USD on every row. Price files only.</summary>
    OtherCurrency,

    /// <summary>As many bytes as before, all noise.</summary>
    BinaryGarbage,

    /// <summary>A ZIP archive of half a megabyte that unpacks to 512 MB of zeros.</summary>
    ZipBomb,

    /// <summary>The header line alone; nothing where the layout has no header.</summary>
    HeaderOnly,
}
