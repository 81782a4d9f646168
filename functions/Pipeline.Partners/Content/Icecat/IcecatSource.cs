using System.Net.Http.Headers;
using Pipeline.Core.Content;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Content.Icecat;

/// <summary>Icecat's product service: one product in one language a call; by GTIN first, then by brand and part number.</summary>
/// <param name="client">Made by the factory under <see cref="SourceCode"/>: it records.</param>
/// <param name="account">Who we are.</param>
/// <param name="clock">Paces the calls.</param>
internal sealed class IcecatSource(HttpClient client, IcecatAccount account, TimeProvider clock) : IContentSource, IDisposable
{
    /// <summary>Name of the client, and of the source in records.</summary>
    public const string SourceCode = "icecat";

    private const int MaxAnswerBytes = 8 << 20;
    private const int MostTries = 3;
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly SemaphoreSlim turn = new(1);
    private DateTimeOffset next;

    /// <inheritdoc/>
    public string Code => SourceCode;

    /// <inheritdoc/>
    public async Task<ContentAnswer> FindAsync(ContentQuery query, CancellationToken cancellationToken)
    {
        ContentAnswer answer = query.Gtin is { } gtin
            ? await AskAsync(query, $"GTIN={Uri.EscapeDataString(gtin)}", cancellationToken)
            : new ContentAnswer(ContentOutcome.NotFound);
        return answer.Outcome == ContentOutcome.NotFound && query is { Brand: { } brand, PartNumber: { } part }
            ? await AskAsync(query, $"Brand={Uri.EscapeDataString(brand)}&ProductCode={Uri.EscapeDataString(part)}", cancellationToken)
            : answer;
    }

    /// <inheritdoc/>
    public void Dispose() => turn.Dispose();

    private async Task<ContentAnswer> AskAsync(ContentQuery query, string by, CancellationToken cancellationToken)
    {
        for (int tries = 1; ; tries++)
        {
            await WaitAsync(cancellationToken);
            IcecatCall call = await TryAsync(query, by, cancellationToken);
            ContentAnswer answer = IcecatAnswer.Read(call.Result!, query);
            TimeSpan wait = call.Result!.RetryAfter ?? TimeSpan.FromSeconds(call.Result.Status == 429 ? 60 : 2 * tries);
            if (answer.Outcome != ContentOutcome.Transient || tries == MostTries || wait > LongestWait)
            {
                return answer;
            }

            await Task.Delay(wait, clock, cancellationToken);
        }
    }

    private async Task<IcecatCall> TryAsync(ContentQuery query, string by, CancellationToken cancellationToken)
    {
        IcecatCall call = new(query.Gtin ?? query.PartNumber, cancellationToken) { Deadline = Deadline, MaxBytes = MaxAnswerBytes };
        string key = account.AppKey is { } given ? $"&app_key={Uri.EscapeDataString(given)}" : string.Empty;
        using HttpRequestMessage message = new(HttpMethod.Get, new Uri($"{account.Url}?lang={LanguageOf(query)}&shopname={Uri.EscapeDataString(account.ShopName)}&{by}&content={key}"));
        message.Options.Set(PartnerCall.Option, call);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach ((string name, string? value) in new[] { ("Api-Token", account.ApiToken), ("Content-Token", account.ApiToken is null ? null : account.ContentToken) })
        {
            if (value is not null)
            {
                message.Headers.Add(name, value);
            }
        }

        using CancellationTokenSource deadline = new(Deadline, clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        return call;
    }

    // Two a second for the whole account is what it bears without a word.
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            TimeSpan wait = next - clock.GetUtcNow();
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, clock, cancellationToken);
            }

            next = clock.GetUtcNow() + Interval;
        }
        finally
        {
            _ = turn.Release();
        }
    }

    private static string LanguageOf(ContentQuery query) => query.Language.ToUpperInvariant();
}
