using System.Globalization;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>Numbers of orders, advices, invoices, parcels and pieces; they begin as in the samples. Safe for several threads.</summary>
internal sealed class NumberSeries(int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private long _order = 8003124571;
    private long _advice = 8140023391;
    private long _invoice = 9120044187;
    private long _parcel = 11;
    private long _piece = 17731;
    private int _message;

    public string NextOrder() => Text(Interlocked.Increment(ref _order) - 1);

    public string NextAdvice() => Text(Interlocked.Increment(ref _advice) - 1);

    public string NextInvoice() => Text(Interlocked.Increment(ref _invoice) - 1);

    public int NextMessage() => Interlocked.Increment(ref _message);

    public string NextParcel(string country) =>
        string.Create(CultureInfo.InvariantCulture, $"EX{Interlocked.Increment(ref _parcel) - 1:D9}{country}");

    /// <summary>Beginning of the maker's part number, then eight digits.</summary>
    public string NextPiece(string vendorPartNumber)
    {
        string letters = new([.. vendorPartNumber.Where(char.IsAsciiLetterOrDigit).Take(5)]);
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{Interlocked.Increment(ref _piece) - 1:D8}");
    }

    /// <summary>A GUID in braces, upper case, 38 characters; the same for the same seed and order of calls.</summary>
    public string NextDocumentId()
    {
        byte[] bytes = new byte[16];
        lock (_gate)
        {
            _random.NextBytes(bytes);
        }

        return new Guid(bytes).ToString("B").ToUpperInvariant();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
