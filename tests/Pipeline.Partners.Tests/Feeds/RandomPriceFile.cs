using System.Globalization;
using System.Text;

namespace Pipeline.Partners.Tests.Feeds;

/// <summary>Price files at random in which every third row has something wrong, and what an hour makes of them.</summary>
internal sealed class RandomPriceFile(Random random)
{
    public const string Columns =
        "Ingram Part Number,EANUPC Code,Plant,Vendor Name,Customer Price,Company code Currency,Availability (Local Stock),"
        + "Availability (Central Stock),Creation Reason Type,Local Stock Backlog Quantity,Local Stock Backlog ETA,Recycling Fees,Total Fees\n";

    private readonly int articles = random.Next(5, 200);
    private readonly bool singleRows = random.Next(3) == 0;
    private int number;

    public List<string> First() => [.. Enumerable.Range(0, random.Next(1, 150)).Select(_ => Row())];

    public List<string> Next(List<string> rows)
    {
        List<string> next = [.. rows];
        for (int edits = random.Next(10); edits > 0 && next.Count > 1; edits--)
        {
            int at = random.Next(next.Count);
            switch (random.Next(singleRows ? 2 : 6))
            {
                case 0:
                    next[at] = Changed(next[at]);
                    break;
                case 1:
                    next[at] = Row();
                    break;
                case 2:
                    next.Insert(at, Row());
                    break;
                case 3:
                    next.RemoveAt(at);
                    break;
                case 4:
                    next.Insert(random.Next(next.Count), next[at]);
                    break;
                default:
                    (next[at], next[0]) = (next[0], next[at]);
                    break;
            }
        }

        return next;
    }

    public byte[] Bytes(List<string> rows) => Encoding.Latin1.GetBytes(
        Columns + string.Join(random.Next(2) == 0 ? "\n" : "\r\n", rows) + (IsWhole(rows[^1]) && random.Next(3) == 0 ? string.Empty : "\n"));

    private static bool IsWhole(string row) => row.Count(c => c == ',') == 12 && !row.Contains('"', StringComparison.Ordinal);

    private static string Changed(string row)
    {
        string[] fields = row.Split(',');
        if (fields.Length > 7)
        {
            fields[6] = fields[6] == "1" ? "2" : "1";
        }

        return string.Join(',', fields);
    }

    // A delivery that passes while a row stays the same is only judged anew where something else is wrong with the row.
    private string Row()
    {
        string sku = (singleRows ? ++number : random.Next(1, articles)).ToString("D9", CultureInfo.InvariantCulture);
        string tail = $"{random.Next(3)},{random.Next(9)},";
        string eta = random.Next(3) == 0 ? $",5,{20260308 + random.Next(5)},," : ",,,,";
        return random.Next(30) switch
        {
            0 => $"{sku},,A,too few",
            1 => $",,A,no key,1,EUR,{tail},,,,",
            2 => $"{sku},,A,currency,1,USD,{tail},,,,",
            3 => $"{sku},,A,price,abc,EUR,{tail},,,,",
            4 => $"{sku},,A,\"unclosed,1,EUR,{tail},,,,",
            5 => $"{sku},,A,a\u0081b,1,EUR,{tail}{eta}",
            6 => $"{sku},,A,excluded,1,EUR,{tail}BID-7,,,,",
            7 => $"{sku},,A,fees,1,EUR,{tail},,,0.42,0.4{random.Next(9)}",
            8 => $"{sku},,A,late,1,EUR,{tail},5,20250101,,",
            9 or 10 or 11 => $"{sku},2.0071E+12,A,ean,1,EUR,{tail}{eta}",
            12 => $"{sku},123,A,many,1,EUR,lots,few,{eta}",
            13 => string.Empty,
            _ => $"{sku},,{"AB"[random.Next(2)]},good,{random.Next(1, 9)},EUR,{tail},,,,",
        };
    }
}
