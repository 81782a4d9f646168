namespace Azure.Data.Tables;

/// <summary>Names of the value types, as the annotation <c>@odata.type</c> says them.</summary>
internal static class EntityTypes
{
    /// <summary>What is appended to a property's name for its type.</summary>
    public const string Annotation = "@odata.type";

    /// <summary>Bytes, sent in Base64.</summary>
    public const string Binary = "Edm.Binary";

    /// <summary>An instant with seven digits of a second.</summary>
    public const string DateTime = "Edm.DateTime";

    /// <summary>A 64-bit floating-point number.</summary>
    public const string Double = "Edm.Double";

    /// <summary>An identifier.</summary>
    public const string Guid = "Edm.Guid";

    /// <summary>A 64-bit number, sent as text because JSON readers lose digits.</summary>
    public const string Int64 = "Edm.Int64";
}
