using Pipeline.Core.Issues;

namespace Pipeline.Core.Feeds.Findings;

/// <summary>The codes of findings, guards and refusals, with what each means and what to do.</summary>
public static class FindingCodes
{
    /// <summary>Warning: the EAN or UPC is no number of the right length with a valid check digit; it is left out.</summary>
    public const string EanInvalid = "EAN_INVALID";

    /// <summary>Warning: pieces are announced for a day before the day of the file.</summary>
    public const string EtaPast = "ETA_PAST";

    /// <summary>Warning: the total of the fees is not the sum of its parts; the parts count.</summary>
    public const string FeeSum = "FEE_SUM";

    /// <summary>Warning: a date is in none of the profile's formats; it is left out.</summary>
    public const string DateUnreadable = "DATE_UNREADABLE";

    /// <summary>Warning: a number cannot be read; it is left out.</summary>
    public const string NumberUnreadable = "NUMBER_UNREADABLE";

    /// <summary>Warning: the mark of a number may be the decimal one as well as group thousands, and nothing tells which; it is left out, a quantity counts as zero.</summary>
    public const string NumberAmbiguous = "NUMBER_AMBIGUOUS";

    /// <summary>Warning: a flag says neither yes nor no in any word that is known; it is not set.</summary>
    public const string FlagUnknown = "FLAG_UNKNOWN";

    /// <summary>Warning: the row is UTF-8 in a file that is not; it is read as UTF-8.</summary>
    public const string TextMixed = "TEXT_MIXED";

    /// <summary>Warning: a quantity is no whole number; it counts as zero.</summary>
    public const string QuantityUnreadable = "QUANTITY_UNREADABLE";

    /// <summary>Warning: bytes of the row do not exist in the file's encoding; they are replaced.</summary>
    public const string TextUndecodable = "TEXT_UNDECODABLE";

    /// <summary>Error: a quoted field is not closed, or not so that its record has the file's columns.</summary>
    public const string RowQuote = "ROW_QUOTE";

    /// <summary>Error: the row has another number of columns than the file.</summary>
    public const string RowColumns = "ROW_COLUMNS";

    /// <summary>Error: the row holds NUL bytes.</summary>
    public const string RowBinary = "ROW_BINARY";

    /// <summary>Error: the row has no article number, or none that could be one.</summary>
    public const string SkuMissing = "SKU_MISSING";

    /// <summary>Error: the article number is a spreadsheet's formula, error or number in scientific notation.</summary>
    public const string SkuDamaged = "SKU_DAMAGED";

    /// <summary>Error: the row of the category file has no code.</summary>
    public const string CategoryMissing = "CATEGORY_MISSING";

    /// <summary>Error: the price is neither a decimal of 0 or more nor blank nor X.</summary>
    public const string PriceUnreadable = "PRICE_UNREADABLE";

    /// <summary>Error: the mark of the price may be the decimal one as well as group thousands, and nothing tells which.</summary>
    public const string PriceAmbiguous = "PRICE_AMBIGUOUS";

    /// <summary>Error: the row's currency is not the account's.</summary>
    public const string CurrencyForeign = "CURRENCY_FOREIGN";

    /// <summary>Refusal: the file has no rows.</summary>
    public const string FeedEmpty = "FEED_EMPTY";

    /// <summary>Refusal: the file has other columns than the profile, or mandatory ones are missing.</summary>
    public const string FeedColumns = "FEED_COLUMNS";

    /// <summary>Refusal: the file ends in the middle of a row.</summary>
    public const string FeedTruncated = "FEED_TRUNCATED";

    /// <summary>Error: a record of an API's answer is no object, or a member has another type.</summary>
    public const string RecordUnreadable = "RECORD_UNREADABLE";

    /// <summary>Warning: images and specifications are longer than what is kept of an article; the last ones are left out.</summary>
    public const string ContentTooLong = "CONTENT_TOO_LONG";

    /// <summary>Refusal: a page of an API's answer is no JSON, or has no list of records.</summary>
    public const string FeedPageUnreadable = "FEED_PAGE_UNREADABLE";

    /// <summary>Refusal: the file is not text.</summary>
    public const string FeedBinary = "FEED_BINARY";

    /// <summary>Refusal: the packed file unpacks to more than the profile allows.</summary>
    public const string FeedBomb = "FEED_BOMB";

    /// <summary>Refusal: the packed file is damaged.</summary>
    public const string FeedArchive = "FEED_ARCHIVE";

    /// <summary>Refusal: the archive holds none or several files where one is expected.</summary>
    public const string FeedArchiveEntries = "FEED_ARCHIVE_ENTRIES";

    /// <summary>Refusal: a line is longer than any row can be.</summary>
    public const string FeedRowLength = "FEED_ROW_LENGTH";

    /// <summary>Refusal: so many rows share one article number that the column cannot be the key.</summary>
    public const string FeedSkewed = "FEED_SKEWED";

    /// <summary>Refusal: too large a share of the rows has an error.</summary>
    public const string FeedErrors = "FEED_ERRORS";

    /// <summary>Refusal: every row has another currency than the account's.</summary>
    public const string FeedCurrency = "FEED_CURRENCY";

    /// <summary>Refusal: the file is older than the one applied last.</summary>
    public const string FeedOlder = "FEED_OLDER";

    /// <summary>Warning: the file is dated in the future and counts as of its landing.</summary>
    public const string FeedFuture = "FEED_FUTURE";

    /// <summary>Guard: the file has far fewer rows than the last accepted one.</summary>
    public const string GuardRows = "GUARD_ROWS";

    /// <summary>Guard: a large share of the articles is gone.</summary>
    public const string GuardRemoved = "GUARD_REMOVED";

    /// <summary>Guard: nearly all articles are without stock, and were not before.</summary>
    public const string GuardZeroStock = "GUARD_ZERO_STOCK";

    /// <summary>Guard: the file is old.</summary>
    public const string GuardAge = "GUARD_AGE";

    /// <summary>Refused: the layout is no profile; the message names the place in it.</summary>
    public const string ProfileInvalid = "PROFILE_INVALID";

    /// <summary>What the catalogue says about a code, or null when it is none of ours.</summary>
    public static IssueEntry? Find(string code) => IssueCatalog.Find(code);
}
