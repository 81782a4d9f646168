using Pipeline.Core.Issues;
using System.Text;
using CsvHelper;
using Pipeline.Core.Feeds.RowIssues;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Partners.Feeds.Changes;
using Pipeline.Partners.Feeds.Files;
using Pipeline.Partners.Feeds.Values;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>The row that is being read: its values by meaning, and the findings that reading them brought up.</summary>
internal sealed class FeedRow(FeedText text)
{
    private readonly List<RowIssue> findings = [];
    private readonly byte? decimalMark = text.Profile.Decimal is [var mark] ? (byte)mark : null;
    private readonly FeedLayout layout = text.Layout;
    private readonly TextMemo?[] memos = new TextMemo?[FeedLayout.FieldCount];
    private CsvReader? csv;
    private bool isLoose;
    private long line;

    public FeedProfile Profile => text.Profile;

    /// <summary>Article number as the file shows it, or key of a category.</summary>
    public string Shown { get; private set; } = string.Empty;

    /// <summary>The key of the row: <see cref="Shown"/> as compared.</summary>
    public string Key { get; private set; } = string.Empty;

    /// <summary>What is wrong with the row; <see cref="RowIssue.RawRow"/> is left to the caller.</summary>
    public IReadOnlyList<RowIssue> Findings => findings;

    /// <summary>Number of the day of the delivery that the row announces, 0 when it announces none.</summary>
    public int DeliveryDay { get; set; }

    /// <summary>Begins a row.</summary>
    /// <param name="csv">At its record.</param>
    /// <param name="row">Where it stands, and its key.</param>
    /// <param name="shown">The key as the file shows it.</param>
    /// <param name="isLoose">Whether quotes stand unescaped within its fields: those are text.</param>
    public void Begin(CsvReader csv, in SpilledRow row, string shown, bool isLoose)
    {
        this.csv = csv;
        this.isLoose = isLoose;
        line = row.Line;
        Key = row.Key;
        Shown = shown;
        DeliveryDay = 0;
        findings.Clear();
    }

    public bool Has(FeedField field) => layout.Has(field);

    /// <summary>The bytes of a field without what surrounds its value; empty when the file has no such column.</summary>
    public ReadOnlySpan<byte> Bytes(FeedField field)
    {
        int column = layout[field];
        return column < 0 ? default : Spreadsheet.Unwrap(FieldText.Trim(isLoose ? FieldScanner.Value(csv!.GetRawSpan(column)) : csv!.GetSpan(column)));
    }

    /// <summary>The trimmed text of a field, or null when it is blank.</summary>
    public string? Text(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        return bytes.Length == 0 ? null : (memos[(int)field] ??= new TextMemo()).Get(bytes);
    }

    /// <summary>Whether a flag is set: one of the words that say so; a word that nobody knows does not, with a warning.</summary>
    public bool Flag(FeedField field)
    {
        if (FlagWord.IsSet(Bytes(field)) is { } isSet)
        {
            return isSet;
        }

        Warn(IssueCodes.FlagUnknown, field, "A word for yes or no is expected.");
        return false;
    }

    /// <summary>Whether a field holds one of some codes.</summary>
    public bool IsOneOf(FeedField field, IReadOnlyList<string> codes)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        for (int i = 0; bytes.Length > 0 && i < codes.Count; i++)
        {
            if (Ascii.EqualsIgnoreCase(bytes, codes[i]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A decimal, or null when the field is blank or, with a warning, unreadable or ambiguous.</summary>
    public decimal? Number(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (bytes.Length == 0)
        {
            return null;
        }

        if (TryDecimal(field, bytes, out decimal value, out bool isOpen) && !isOpen)
        {
            return value;
        }

        if (isOpen)
        {
            Warn(IssueCodes.NumberAmbiguous, field, "A number is expected whose mark does not group thousands, or a column that tells.");
        }
        else
        {
            Warn(IssueCodes.NumberUnreadable, field, "A decimal number is expected.");
        }

        return null;
    }

    /// <summary>A decimal greater than zero, or null.</summary>
    public decimal? Measure(FeedField field) => Number(field) is > 0 and var value ? value : null;

    /// <summary>Reads an amount that may be stated as <c>X</c> or blank: none.</summary>
    /// <param name="field">The field.</param>
    /// <param name="price">The amount, or null.</param>
    /// <param name="isOpen">Whether nothing tells if its mark is the decimal one or groups thousands.</param>
    /// <returns>False when it is neither none nor a decimal of 0 or more, or when it is open.</returns>
    public bool TryPrice(FeedField field, out decimal? price, out bool isOpen)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        (price, isOpen) = (null, false);
        if (bytes.Length == 0 || bytes is [(byte)'X' or (byte)'x'])
        {
            return true;
        }

        bool read = TryDecimal(field, bytes, out decimal value, out isOpen) && value >= 0 && !isOpen;
        price = read ? value : null;
        return read;
    }

    /// <summary>A quantity as the file says, 0 when blank or, with a warning, unreadable or ambiguous.</summary>
    public int Quantity(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        int value = 0;
        bool isOpen = false;
        if (bytes.Length == 0 || FieldText.TryQuantity(bytes, decimalMark, out value, out isOpen)
            || (Profile.LowerBounds && FieldText.TryLowerBound(bytes, decimalMark, out value, out isOpen)))
        {
            return isOpen ? Judged(field, bytes, value) : value;
        }

        Warn(IssueCodes.QuantityUnreadable, field, "A whole number is expected.");
        return 0;
    }

    /// <summary>A date, or null when blank, a placeholder for none or, with a warning, unreadable.</summary>
    public DateOnly? Date(FeedField field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field);
        if (FieldText.IsNoDate(bytes))
        {
            return null;
        }

        if (FieldText.TryDate(bytes, Profile.DateFormats, out DateOnly date))
        {
            return FieldText.IsNoDate(date) ? null : date;
        }

        Warn(IssueCodes.DateUnreadable, field, $"A date is expected ({string.Join(", ", Profile.DateFormats)}).");
        return null;
    }

    public void Warn(string code, FeedField? field, string message) => Add(code, RowIssueSeverity.Warning, field, message);

    /// <summary>Reports why the row is dropped.</summary>
    public RowReading Fail(string code, FeedField? field, string message)
    {
        Add(code, RowIssueSeverity.Error, field, message);
        return RowReading.Failed;
    }

    private bool TryDecimal(FeedField field, ReadOnlySpan<byte> bytes, out decimal value, out bool isOpen)
    {
        bool read = FieldText.TryDecimal(bytes, decimalMark, out value, out isOpen);
        if (!isOpen)
        {
            return read;
        }

        if (text.Marks.Of(field) is { } mark)
        {
            return FieldText.TryDecimal(bytes, mark, out value, out isOpen);
        }

        // Weights and sizes are written with a point and three decimals, and no rate of tax has thousands of percent.
        isOpen = !(field is FeedField.VatPercent || (ColumnMarks.IsSize(field) && bytes.Contains((byte)'.')));
        return read;
    }

    /// <summary>What <c>14.000</c> means: by the other numbers, else a point before three zeros are decimals.</summary>
    private int Judged(FeedField field, ReadOnlySpan<byte> bytes, int value)
    {
        bool isPoint = bytes.Contains((byte)'.');
        byte? mark = text.Marks.Of(field);
        if (mark is null && !isPoint)
        {
            Warn(IssueCodes.NumberAmbiguous, field, "A number is expected whose mark does not group thousands, or a column that tells.");
            return 0;
        }

        return mark is null || mark == (isPoint ? (byte)'.' : (byte)',') ? value : value * 1000;
    }

    private void Add(string code, RowIssueSeverity severity, FeedField? field, string message)
    {
        string? offending = field is { } known ? Text(known) : null;
        findings.Add(new RowIssue
        {
            Code = code,
            Severity = severity,
            Line = line,
            Column = field is { } column ? layout.NameOf(column) : null,
            Text = offending is { Length: > 200 } ? offending[..200] : offending,
            Message = message,
        });
    }
}

/// <summary>Gives the text of the row before again where the bytes are the same: brands, units, and all but the price of a changed row.</summary>
internal sealed class TextMemo
{
    private byte[] bytes = [];
    private int length;
    private string text = string.Empty;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual(bytes.AsSpan(0, length)))
        {
            return text;
        }

        if (bytes.Length < utf8.Length)
        {
            bytes = new byte[utf8.Length * 2];
        }

        utf8.CopyTo(bytes);
        length = utf8.Length;
        text = RecordFolding.Unfold(Encoding.UTF8.GetString(utf8));
        return text;
    }
}
