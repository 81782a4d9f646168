namespace Pipeline.Partners.Distributors.IngramMicro.Wire;

/// <summary>Limits of an Order Create that are not the length of one element.</summary>
internal sealed class OrderRules
{
    public int Lines { get; set; } = 200;

    public int BodyBytes { get; set; } = 1024 * 1024;

    public int NameLines { get; set; } = 3;

    public int NameLength { get; set; } = 35;

    public int AddressLines { get; set; } = 3;

    public int AddressLength { get; set; } = 35;

    /// <summary>Whether a street without any digit is refused.</summary>
    public bool HouseNumberRequired { get; set; }

    /// <summary>Countries the account may ship to, ISO alpha-2; empty for any.</summary>
    public List<string> Countries { get; set; } = [];

    /// <summary>Pattern of a postal code by country; a country without an entry is not checked.</summary>
    public Dictionary<string, string> PostalCodes { get; set; } = [];
}
