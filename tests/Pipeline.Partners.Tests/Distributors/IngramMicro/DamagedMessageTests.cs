using System.Globalization;
using Pipeline.Core.Messages.Reading;
using Xunit.Abstractions;

namespace Pipeline.Partners.Tests.Distributors.IngramMicro;

/// <summary>Samples with random damage: every reading is a result, and the culture of the machine changes nothing.</summary>
public sealed class DamagedMessageTests(ITestOutputHelper output)
{
    private static readonly string[] Names =
        ["order-response.xml", "order-response-rejected.xml", "order-status.xml", "despatch-advice.xml", "invoice.xml", "pna-response.xml"];

    [Fact]
    public void Random_damage_is_a_result_and_never_an_exception()
    {
        const int Seed = 310;
        output.WriteLine($"seed {Seed}");
        Random random = new(Seed);
        int[] outcomes = new int[4];

        for (int round = 0; round < 3000; round++)
        {
            byte[] body = Damage(Sample.Bytes(Names[round % Names.Length]), random);

            MessageReading reading = Sample.Reader.Read(new MemoryStream(body));

            outcomes[(int)reading.Outcome]++;
            Assert.Equal(reading.Outcome == ReadingOutcome.NotWellFormed, reading.Fault is not null);
            Assert.Equal(reading.Outcome == ReadingOutcome.Message, reading.Messages.Count > 0);
        }

        Assert.True(outcomes[(int)ReadingOutcome.Message] > 100, string.Join(' ', outcomes));
        Assert.True(outcomes[(int)ReadingOutcome.NotWellFormed] > 100, string.Join(' ', outcomes));
    }

    [Theory]
    [InlineData("fr-FR")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_of_the_machine_changes_nothing(string culture)
    {
        string[] expected = [.. Names[..5].Select(Fingerprint)];
        string sent = System.Text.Encoding.UTF8.GetString(new ScriptedService().Connect().PreviewOrder(SampleOrder.Create()).Body.Span);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);

            Assert.Equal(expected, Names[..5].Select(Fingerprint));
            Assert.Equal(sent, System.Text.Encoding.UTF8.GetString(new ScriptedService().Connect().PreviewOrder(SampleOrder.Create()).Body.Span));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static string Fingerprint(string name) => Sample.Reader.Read(new MemoryStream(Sample.Bytes(name))).Messages[0].Fingerprint();

    /// <summary>Flips, doubles or drops a few bytes, or writes a foreign value into a text.</summary>
    private static byte[] Damage(byte[] body, Random random)
    {
        List<byte> damaged = [.. body];
        for (int times = random.Next(1, 4); times > 0; times--)
        {
            int at = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[at] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(at, Math.Min(random.Next(1, 40), damaged.Count - at));
                    break;
                case 2:
                    damaged.InsertRange(at, damaged.GetRange(at, Math.Min(random.Next(1, 40), damaged.Count - at)));
                    break;
                default:
                    int text = damaged.IndexOf((byte)'>', at);
                    damaged.InsertRange(text < 0 ? 0 : text + 1, "-9,9.9 x"u8.ToArray());
                    break;
            }
        }

        return [.. damaged];
    }
}
