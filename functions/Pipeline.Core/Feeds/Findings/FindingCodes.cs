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

    /// <summary>Every code once.</summary>
    public static IReadOnlyList<FindingCode> All { get; } =
    [
        new(EanInvalid, FindingScope.Field,
            "The EAN or UPC is no number of the right length with a valid check digit; it is left out.",
            "Ask the distributor for the right number; do not repair it by guessing."),
        new(EtaPast, FindingScope.Field,
            "Pieces are announced for a day before the day of the file.",
            "Nothing; the date is not shown. Tell the distributor if it stays."),
        new(FeeSum, FindingScope.Field,
            "The total of the fees is not the sum of its parts; the parts count.",
            "Check the fees of the next invoice for this article."),
        new(DateUnreadable, FindingScope.Field,
            "A date is in none of the profile's formats; it is left out.",
            "Add the format to the profile if the distributor has changed it."),
        new(NumberUnreadable, FindingScope.Field,
            "A number cannot be read; it is left out.",
            "Check the decimal mark of the profile."),
        new(NumberAmbiguous, FindingScope.Field,
            "The mark of a number may be the decimal one as well as group thousands, and nothing in the file tells which; it is left out, a quantity counts as zero.",
            "Name the decimal mark in the profile."),
        new(FlagUnknown, FindingScope.Field,
            "A flag says neither yes nor no in any word that is known; it is not set.",
            "Ask the distributor what the word means."),
        new(TextMixed, FindingScope.Field,
            "The row is UTF-8 in a file that is not; it is read as UTF-8.",
            "Tell the distributor that the file mixes encodings; look at the texts of such rows."),
        new(QuantityUnreadable, FindingScope.Field,
            "A quantity is no whole number; it counts as zero.",
            "Ask the distributor; until then the article may look out of stock."),
        new(TextUndecodable, FindingScope.Field,
            "Bytes of the row do not exist in the file's encoding; they are replaced.",
            "Set the encoding in the profile."),
        new(RowQuote, FindingScope.Row,
            "A quoted field is not closed, or not so that its record has the file's columns.",
            "Ask the distributor to double the quotes inside quoted fields."),
        new(RowColumns, FindingScope.Row,
            "The row has another number of columns than the file.",
            "Look for an unquoted delimiter in the row's texts."),
        new(RowBinary, FindingScope.Row,
            "The row holds NUL bytes.",
            "Fetch the file again; report it if the row stays damaged."),
        new(SkuMissing, FindingScope.Row,
            "The row has no article number, or none that could be one.",
            "Report the row to the distributor."),
        new(SkuDamaged, FindingScope.Row,
            "The article number is a spreadsheet's formula, error or number in scientific notation.",
            "Ask the distributor for a file that no spreadsheet has saved, or one with article numbers as text."),
        new(CategoryMissing, FindingScope.Row,
            "The row of the category file has no code.",
            "Report the row to the distributor."),
        new(PriceUnreadable, FindingScope.Row,
            "The price is neither a decimal of 0 or more nor blank nor X.",
            "Check the decimal mark of the profile; report the row otherwise."),
        new(PriceAmbiguous, FindingScope.Row,
            "The mark of the price may be the decimal one as well as group thousands, and nothing in the file tells which.",
            "Name the decimal mark in the profile."),
        new(CurrencyForeign, FindingScope.Row,
            "The row's currency is not the account's.",
            "Set the currency in the profile if the account has changed."),
        new(RecordUnreadable, FindingScope.Row,
            "A record of an API's answer is no object, or a member has another type.",
            "Report the record to the distributor."),
        new(ContentTooLong, FindingScope.Field,
            "Images and specifications are longer than what is kept of an article; the last ones are left out.",
            "Nothing; look at the article's page at the distributor for the rest."),
        new(FeedPageUnreadable, FindingScope.RefusedFile,
            "A page of an API's answer is no JSON, or has no list of records.",
            "Fetch it again; report it to the distributor if it stays."),
        new(FeedEmpty, FindingScope.RefusedFile,
            "The file has no rows.",
            "Wait for the next file; call the distributor if it is empty again."),
        new(FeedColumns, FindingScope.RefusedFile,
            "The file has other columns than the profile, or mandatory ones are missing.",
            "Choose the profile of this layout, or add the new names to it."),
        new(FeedTruncated, FindingScope.RefusedFile,
            "The file ends in the middle of a row.",
            "Fetch it again; check that the distributor had finished writing it."),
        new(FeedBinary, FindingScope.RefusedFile,
            "The file is not text.",
            "Check the path of the feed."),
        new(FeedBomb, FindingScope.RefusedFile,
            "The packed file unpacks to more than the profile allows.",
            "Check the file by hand before raising the limit in the profile."),
        new(FeedArchive, FindingScope.RefusedFile,
            "The packed file is damaged.",
            "Fetch it again."),
        new(FeedArchiveEntries, FindingScope.RefusedFile,
            "The archive holds none or several files where one is expected.",
            "Check the path of the feed."),
        new(FeedRowLength, FindingScope.RefusedFile,
            "A line is longer than any row can be.",
            "Check that the file is made of lines, and the line ends it uses."),
        new(FeedSkewed, FindingScope.RefusedFile,
            "So many rows share one article number that the column cannot be the key.",
            "Check the columns of the profile."),
        new(FeedErrors, FindingScope.RefusedFile,
            "Too large a share of the rows has an error.",
            "Read the error report; the layout has probably changed."),
        new(FeedCurrency, FindingScope.RefusedFile,
            "Every row has another currency than the account's.",
            "Check the login and the path of the feed."),
        new(FeedOlder, FindingScope.RefusedFile,
            "The file is older than the one applied last.",
            "Nothing; the newer file stays."),
        new(FeedFuture, FindingScope.Field,
            "The file is dated in the future; it counts as of its landing.",
            "Nothing for this file; tell the distributor that a clock is wrong."),
        new(ProfileInvalid, FindingScope.RefusedFile,
            "The layout of the file is missing, is no profile, or is one for another kind of file.",
            "Mend the profile at the place that the message names; try it on a sample before the next file."),
        new(GuardRows, FindingScope.HeldFile,
            "The file has far fewer rows than the last accepted one.",
            "Approve it if the range has really shrunk, else reject it."),
        new(GuardRemoved, FindingScope.HeldFile,
            "A large share of the articles is gone.",
            "Approve it if the range has really changed, else reject it."),
        new(GuardZeroStock, FindingScope.HeldFile,
            "Nearly all articles are without stock, and were not before.",
            "Approve it if that is true, else reject it and wait for the next file."),
        new(GuardAge, FindingScope.HeldFile,
            "The file is old.",
            "Ask the distributor why no newer file is there; approve it if its prices still hold."),
    ];

    /// <summary>The entry of a code, or null when there is none.</summary>
    public static FindingCode? Find(string code) => All.FirstOrDefault(entry => entry.Code == code);
}

/// <summary>One entry of the catalogue of findings, guards and refusals.</summary>
/// <param name="Code">Stable code, upper-case words joined by underscores.</param>
/// <param name="Scope">What it strikes.</param>
/// <param name="Cause">What is wrong, in one sentence.</param>
/// <param name="Remedy">What a person does about it, in one sentence.</param>
public sealed record FindingCode(string Code, FindingScope Scope, string Cause, string Remedy);

/// <summary>What a finding, guard or refusal strikes.</summary>
public enum FindingScope
{
    /// <summary>A field is blanked or corrected, its row is kept (a warning).</summary>
    Field,

    /// <summary>A row is dropped (an error).</summary>
    Row,

    /// <summary>The whole file waits for a person.</summary>
    HeldFile,

    /// <summary>The whole file is refused.</summary>
    RefusedFile,
}
