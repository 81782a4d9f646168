using System.Net.Http.Headers;
using System.Text.Json;
using Pipeline.Core.Calls;
using Pipeline.Partners.Channels.Mirakl.Answers;
using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Channels.Mirakl.Calls;

/// <summary>Makes the calls of one shop: no earlier than the operator wants, again where that does no harm, each try recorded. Failures are results.</summary>
/// <param name="client">Made by the factory under <see cref="MiraklHttp.Kind"/>.</param>
/// <param name="account">The shop.</param>
/// <param name="slots">Limits that all instances share.</param>
/// <param name="clock">Time of waits.</param>
internal sealed class MiraklApi(HttpClient client, MiraklAccount account, ICallSlots slots, TimeProvider clock)
{
    /// <summary>Longest wait before a try; a longer one ends the call, and the next call comes too early until then.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    /// <summary>Longest pause that the service can order.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(15);

    private const int MostWaits = 2;
    private const int MostRepeats = 2;
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);

    /// <summary>The shop.</summary>
    public MiraklAccount Account => account;

    /// <summary>Asks for a JSON document; an answer without a body is an empty list where that may be.</summary>
    public async Task<MiraklResult<T>> ReadAsync<T>(MiraklRequest request, CancellationToken cancellationToken)
        where T : class
    {
        MiraklResult<MiraklAnswer> got = await SendAsync(request, cancellationToken);
        if (got.Value is not { } answer)
        {
            return new(null, got.Failure, got.ExchangeId);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(answer.Body.Length > 0 ? answer.Body : "[]"u8, MiraklJson.Options) is { } value
                ? new(value, null, got.ExchangeId)
                : new(null, MiraklFailure.Unreadable(answer.Status, "null", got.ExchangeId), got.ExchangeId);
        }
        catch (JsonException wrong)
        {
            return new(null, MiraklFailure.Unreadable(answer.Status, $"{wrong.Path}: {wrong.Message}", got.ExchangeId), got.ExchangeId);
        }
    }

    /// <summary>Asks for a file.</summary>
    public async Task<MiraklResult<byte[]>> DownloadAsync(MiraklRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(request, cancellationToken)).Map(static answer => answer.Body);

    /// <summary>Has something done that answers nothing.</summary>
    public async Task<MiraklResult<MiraklDone>> DoAsync(MiraklRequest request, CancellationToken cancellationToken) =>
        (await SendAsync(request, cancellationToken)).Map(static _ => MiraklDone.Value);

    private async Task<MiraklResult<MiraklAnswer>> SendAsync(MiraklRequest request, CancellationToken cancellationToken)
    {
        MiraklOperation operation = request.Operation;
        string key = $"{account.Store}/{operation.Code}";
        for ((int Waits, int Repeats) before = (0, 0); ;)
        {
            // The second try of a call that failed stands in for the first one.
            TimeSpan interval = before.Repeats > 0 ? TimeSpan.Zero : operation.Interval * (double)account.IntervalShare;
            CallSlot slot = await slots.TakeAsync(key, interval, LongestWait, cancellationToken);
            TimeSpan wait = slot.At - clock.GetUtcNow();
            if (!slot.IsTaken)
            {
                return new(null, MiraklFailure.TooEarly(wait), null);
            }

            await PauseAsync(wait, cancellationToken);
            MiraklCall call = await TryAsync(request, cancellationToken);
            if (call.Failure is not { } failure)
            {
                return new(new MiraklAnswer(call.Status!.Value, call.Body), null, call.ExchangeId);
            }

            if (failure.Repeat == MiraklRepeat.AfterWait)
            {
                TimeSpan asked = failure.Wait ?? UsualWait * (1 << before.Waits) * Jitter(call.ExchangeId);
                await slots.PostponeAsync(key, clock.GetUtcNow() + (asked < LongestPause ? asked : LongestPause), cancellationToken);
                if (asked <= LongestWait && before.Waits++ < MostWaits)
                {
                    continue;
                }
            }
            else if (failure.Repeat == MiraklRepeat.IfRepeatable && operation.IsRepeatable && before.Repeats++ < MostRepeats)
            {
                await PauseAsync(failure.Wait <= LongestWait ? failure.Wait.Value : FirstPause * before.Repeats, cancellationToken);
                continue;
            }

            return new(null, failure, call.ExchangeId);
        }
    }

    private async Task<MiraklCall> TryAsync(MiraklRequest request, CancellationToken cancellationToken)
    {
        MiraklOperation operation = request.Operation;
        MiraklCall call = new(account, request, cancellationToken)
        {
            Masked = request.Body ?? [], Deadline = operation.Deadline, MaxBytes = operation.MaxBytes,
        };
        using CancellationTokenSource deadline = new(operation.Deadline, clock);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using HttpRequestMessage message = new(operation.Method, request.AddressAt(account));
        message.Options.Set(PartnerCall.Option, call);
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(operation.Accept));
        message.Headers.ExpectContinue = false;
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(request.ContentType) } };
        }

        using HttpResponseMessage response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, stop.Token);
        return call;
    }

    private Task PauseAsync(TimeSpan time, CancellationToken cancellationToken) =>
        time > TimeSpan.Zero ? Task.Delay(time, clock, cancellationToken) : Task.CompletedTask;

    // Several instances that were told nothing should not come back at the same moment.
    private static double Jitter(string exchangeId) => 1 + (string.GetHashCode(exchangeId, StringComparison.Ordinal) & 0xFF) / 2550.0;

    private sealed record MiraklAnswer(int Status, byte[] Body);
}
