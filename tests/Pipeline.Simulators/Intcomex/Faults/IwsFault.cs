namespace Pipeline.Simulators.Intcomex.Faults;

/// <summary>What may go wrong with a call, an answer or an order, and how answers may differ from the usual form.</summary>
public enum IwsFault
{
    /// <summary>The answer comes after the switch's delay (default 5 seconds); the work is done before it.</summary>
    Slow,

    /// <summary>The work begins after the switch's delay (default 5 seconds).</summary>
    SlowStart,

    /// <summary>The connection is cut without an answer; nothing was done.</summary>
    ConnectionCut,

    /// <summary>The call is done; then the connection is cut without an answer.</summary>
    AnswerLost,

    /// <summary>The answer is cut in the middle, and the connection with it.</summary>
    StreamBroken,

    /// <summary>The answer ends in the middle of its JSON as if it were whole.</summary>
    CutInTheMiddle,

    /// <summary>A fault of the gateway, 504 without an error code.</summary>
    GatewayFault,

    /// <summary>A page of HTML with status 200.</summary>
    HtmlBody,

    /// <summary>900 under 500.</summary>
    InternalFailure,

    /// <summary>405 under 409.</summary>
    DataUnavailable,

    /// <summary>60: the file of the extended catalogue is not there.</summary>
    CatalogFileMissing,

    /// <summary>14: the caller's address is on no list.</summary>
    UnregisteredAddress,

    /// <summary>The service's clock is ahead by the switch's delay (default 10 minutes), as its <c>Date</c> header shows.</summary>
    ClockOff,

    /// <summary>100, whatever was called before.</summary>
    TooFrequent,

    /// <summary>100 comes under 429 with <c>Retry-After</c> instead of 400.</summary>
    TooManyRequests,

    /// <summary><c>ErrorCode</c> is a quoted string.</summary>
    QuotedErrorCode,

    /// <summary>
    /// The forms of errors that contradict the table: 903 instead of 501, 21 under 404, members spelled <c>reference</c> and
    /// <c>SKU</c>.
    /// </summary>
    ContradictoryErrors,

    /// <summary><c>InStock</c> of feeds is a quoted string.</summary>
    QuotedStock,

    /// <summary><c>Mpn</c> where <c>MPN</c> is usual, and the other way round.</summary>
    OtherMpnSpelling,

    /// <summary>The price list has its prices in the row instead of in <c>Price</c>.</summary>
    FlatPrices,

    /// <summary><c>StatusCode</c> is a number instead of a string.</summary>
    IntegerStatusCode,

    /// <summary>The answer of <c>getorderstatus</c> is the inner object only.</summary>
    FlatStatus,

    /// <summary>The status is one that the table does not know.</summary>
    UnknownStatus,

    /// <summary>The envelope of a page is the only element of an array.</summary>
    EnvelopeInArray,

    /// <summary>Members come in any order.</summary>
    ShuffledMembers,

    /// <summary>Objects have members that nobody knows.</summary>
    UnknownMembers,

    /// <summary><c>Brand</c> is null.</summary>
    NullBrand,

    /// <summary><c>Category</c> is null.</summary>
    NullCategory,

    /// <summary><c>Freight</c> is null.</summary>
    NullFreight,

    /// <summary><c>UnitPrice</c> is 0.</summary>
    ZeroPrice,

    /// <summary><c>UnitPrice</c> is below 0.</summary>
    NegativePrice,

    /// <summary><c>CurrencyId</c> is <c>zz</c>.</summary>
    UnknownCurrency,

    /// <summary><c>CurrencyId</c> is null.</summary>
    NullCurrency,

    /// <summary><c>InStock</c> is 0.</summary>
    StockZero,

    /// <summary>Products have no images.</summary>
    MissingImages,

    /// <summary>A feed is an empty array.</summary>
    EmptyFeed,

    /// <summary>A feed ends with an element that is an error.</summary>
    ErrorInFeed,

    /// <summary>The second page and those after it have no rows.</summary>
    PageMissing,

    /// <summary>The second page and those after it are the page before them.</summary>
    PageRepeated,

    /// <summary><c>totalRows</c> is one too high.</summary>
    WrongTotalRows,

    /// <summary>42: the customer is on hold.</summary>
    CustomerHold,

    /// <summary>660 under 500: no credit is left.</summary>
    CreditExhausted,

    /// <summary>54: an order on ESD is refused.</summary>
    EsdRefused,

    /// <summary>An order is taken and then cancelled by Intcomex: status 6.</summary>
    OrderRejected,

    /// <summary>An order is back-ordered (3) before it goes on.</summary>
    OrderBackordered,

    /// <summary>An order is on hold, <c>MGNO</c>, for the switch's delay, or until it is released.</summary>
    OrderOnHold,

    /// <summary>571 for an order that has status 5.</summary>
    InvoiceMissing,

    /// <summary>An invoiced order has one serial number less than units.</summary>
    SerialsShort,
}
