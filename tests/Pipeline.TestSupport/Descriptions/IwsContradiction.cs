namespace Pipeline.TestSupport.Descriptions;

/// <summary>Where the description of Intcomex Web Services contradicts its own samples or text.</summary>
public enum IwsContradiction
{
    /// <summary>An array of rows, or of an envelope, where the schema names one of them.</summary>
    ArrayForObject,

    /// <summary>A status that the table of codes has and the operation has not.</summary>
    UndescribedStatus,

    /// <summary>Null in the samples, where the schema does not allow it.</summary>
    NullMember,

    /// <summary><c>MPN</c> in the samples, <c>Mpn</c> in the schema.</summary>
    MpnSpelling,

    /// <summary><c>Price</c> is an object in the sample of the price list; the schema has its members in the row.</summary>
    NestedPrice,

    /// <summary><c>InStock</c> is quoted in a sample and an integer in the schema.</summary>
    QuotedStock,

    /// <summary><c>StatusCode</c> is quoted in the samples and an integer in the schema.</summary>
    QuotedStatusCode,

    /// <summary>The sample of <c>getorderstatus</c> wraps what the schema has bare.</summary>
    WrappedStatus,

    /// <summary><c>Discounts</c> of an order line is an amount in the samples and a number in the schema.</summary>
    DiscountsAsAmount,

    /// <summary>The samples have a member that the schema lacks, or spells in another way.</summary>
    SampleMember,

    /// <summary>Rates with decimals in the sample, integers in the schema.</summary>
    FractionalRate,

    /// <summary>A date-time without zone in the samples; the format demands one.</summary>
    DateTimeWithoutZone,

    /// <summary><c>ErrorCode</c> is quoted in samples and an integer in the schema.</summary>
    QuotedErrorCode,

    /// <summary><c>reference</c> and <c>SKU</c> in samples of errors.</summary>
    ErrorMemberCase,

    /// <summary><c>Quantity</c> is quoted in samples of requests and an integer in the schema.</summary>
    QuotedQuantity,
}
