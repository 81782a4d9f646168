using System.Globalization;

namespace Pipeline.Simulators.IngramMicro.Services.Orders;

/// <summary>Numbers of orders, advices, invoices, parcels and pieces; they begin as in the samples. Safe for several threads.</summary>
internal sealed class NumberSeries(int seed)
{
    private readonly Lock gate = new();
    private readonly Random random = new(seed);
    private long order = 8003124571;
    private long advice = 8140023391;
    private long invoice = 9120044187;
    private long parcel = 11;
    private long piece = 17731;
    private int message;

    public string NextOrder() => Text(Interlocked.Increment(ref order) - 1);

    public string NextAdvice() => Text(Interlocked.Increment(ref advice) - 1);

    public string NextInvoice() => Text(Interlocked.Increment(ref invoice) - 1);

    public int NextMessage() => Interlocked.Increment(ref message);

    public string NextParcel(string country) =>
        string.Create(CultureInfo.InvariantCulture, $"EX{Interlocked.Increment(ref parcel) - 1:D9}{country}");

    /// <summary>Beginning of the maker's part number, then eight digits.</summary>
    public string NextPiece(string vendorPartNumber)
    {
        string letters = new([.. vendorPartNumber.Where(char.IsAsciiLetterOrDigit).Take(5)]);
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{Interlocked.Increment(ref piece) - 1:D8}");
    }

    /// <summary>A GUID in braces, upper case, 38 characters; the same for the same seed and order of calls.</summary>
    public string NextDocumentId()
    {
        byte[] bytes = new byte[16];
        lock (gate)
        {
            random.NextBytes(bytes);
        }

        return new Guid(bytes).ToString("B").ToUpperInvariant();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
