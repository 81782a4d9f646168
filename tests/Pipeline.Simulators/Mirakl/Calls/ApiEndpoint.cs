using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Pipeline.Simulators.Mirakl.Faults;
using Pipeline.Simulators.Mirakl.Platform;

namespace Pipeline.Simulators.Mirakl.Calls;

/// <summary>The address of all operations: checks a call in the platform's order, lets it be answered, does what the faults say.</summary>
internal sealed class ApiEndpoint(SimulatedTenant tenant, IReadOnlyList<ApiOperation> operations, TimeProvider clock)
{
    private static readonly TimeSpan UsualSlowness = TimeSpan.FromSeconds(5);

    private static readonly string[] ErrorPage = ["<html><body>Service unavailable</body></html>"];

    public IReadOnlyList<ApiOperation> Operations => operations;

    public async Task HandleAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        string path = request.Path.Value![request.Path.Value!.IndexOf("/api", StringComparison.Ordinal)..];
        (byte[] body, IReadOnlyList<FormPart> parts) = await ReadAsync(request, context.RequestAborted);
        (ApiOperation? operation, IReadOnlyDictionary<string, string> values) = Find(request.Method, path);
        CallFaults faults = new(tenant.Faults, operation?.Code ?? string.Empty, values.Values.FirstOrDefault());
        ApiAnswer answer;
        string? message = null;
        lock (tenant.Gate)
        {
            DateTimeOffset now = tenant.MoveOn();
            try
            {
                answer = Checked(new Arrived(request, path, operation, values, body, parts, faults, now));
            }
            catch (ApiRefusal refusal)
            {
                message = refusal.Message;
                answer = Refused(refusal, faults);
            }

            if (answer.Status < 400 && faults[MiraklFault.InternalFailure] is { Done: true })
            {
                answer = Refused(new ApiRefusal(StatusCodes.Status500InternalServerError, "Internal server error"), faults);
            }

            tenant.Noise.Vary(answer.Status < 400 ? answer.Json : null, faults.Has);
            // Asked for now, so that the journal has them.
            _ = answer.IsReport && faults.Has(MiraklFault.ReportCut);
            _ = answer.Status < 400 && (faults.Has(MiraklFault.TimeoutAfterCommit) || faults.Has(MiraklFault.Slow));
            tenant.Journal.Add(new JournalEntry
            {
                At = now,
                Operation = operation?.Code ?? string.Empty,
                Method = request.Method,
                Path = path,
                Query = request.QueryString.Value ?? string.Empty,
                ContentType = request.ContentType,
                Parts = [.. parts.Select(part => part.Name)],
                Body = Shown(body, parts),
                Status = answer.Status,
                Message = message,
                Faults = faults.Happened,
            });
        }

        await SendAsync(context, answer, faults);
    }

    private async Task SendAsync(HttpContext context, ApiAnswer answer, CallFaults faults)
    {
        if (faults.Has(MiraklFault.ConnectionCut))
        {
            context.Abort();
            return;
        }

        if (answer.Status < 400 && (faults[MiraklFault.TimeoutAfterCommit] ?? faults[MiraklFault.Slow]) is { } late)
        {
            await Task.Delay(late.Delay ?? (late.Kind == MiraklFault.Slow ? UsualSlowness : TimeSpan.Zero), clock, context.RequestAborted);
            if (late.Kind == MiraklFault.TimeoutAfterCommit)
            {
                context.Abort();
                return;
            }
        }

        HttpResponse response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers.Location = answer.Location is { } location ? $"{Address(context.Request)}{location}" : default;
        response.Headers.Link = answer.Link ?? default;
        response.Headers.RetryAfter = answer.RetryAfter ?? default;
        byte[] bytes = answer.Bytes ?? (answer.Json is { } json ? Encoding.UTF8.GetBytes(json.ToJsonString()) : []);
        if (answer.IsReport && faults.Has(MiraklFault.ReportCut))
        {
            bytes = bytes[..(bytes.Length / 2)];
        }

        if (bytes.Length > 0 || answer.Bytes is not null)
        {
            response.ContentType = answer.ContentType;
        }

        if (answer.Status != StatusCodes.Status204NoContent)
        {
            response.ContentLength = bytes.Length;
            await response.Body.WriteAsync(bytes, context.RequestAborted);
        }
    }

    // In the platform's order: connection, key, route, method, types, shop, limit, operation.
    private ApiAnswer Checked(Arrived call)
    {
        CallFaults faults = call.Faults;
        if (faults.Has(MiraklFault.ConnectionCut))
        {
            return new ApiAnswer { Status = StatusCodes.Status499ClientClosedRequest };
        }

        if (faults.Has(MiraklFault.Unavailable))
        {
            throw new ApiRefusal(StatusCodes.Status503ServiceUnavailable, "Service unavailable");
        }

        tenant.CheckKey(call.Request.Headers.Authorization.ToString(), faults.Has(MiraklFault.KeyRevoked));
        if (call.Operation is not { } operation)
        {
            throw operations.Any(known => known.Match(Segments(call.Path)) is not null)
                ? new ApiRefusal(StatusCodes.Status405MethodNotAllowed, $"Method {call.Request.Method} is not allowed")
                : ApiRefusal.Unknown("Not found");
        }

        string wanted = Wanted(call.Request, operation);
        CheckType(call.Request, operation);
        Shop shop = tenant.FindShop(call.Request.Query["shop_id"].ToString());
        if (faults.Has(MiraklFault.FeatureDenied))
        {
            throw new ApiRefusal(StatusCodes.Status403Forbidden, "Access denied");
        }

        if (faults.Has(MiraklFault.TooManyRequests))
        {
            throw RateLimiter.TooMany(TimeSpan.FromSeconds(30));
        }

        void Take(RateLimit limit) => tenant.Limiter.Take($"{shop.Id} {operation.Code} {string.Join(' ', call.Values.Values)} {limit.Per}", limit, call.Now);
        IQueryCollection query = call.Request.Query;
        bool isFurtherPage = query.ContainsKey("page_token") || query["offset"].ToString() is not ("" or "0");
        if (operation is { Limit: { } usual, LimitsItself: false } && !isFurtherPage)
        {
            Take(usual);
        }

        if (faults[MiraklFault.InternalFailure] is { Done: false })
        {
            throw new ApiRefusal(StatusCodes.Status500InternalServerError, "Internal server error");
        }

        return operation.Answer(new ApiCall
        {
            Operation = operation,
            Shop = shop,
            Now = call.Now,
            Path = call.Values,
            Query = query,
            Body = call.Body,
            Parts = call.Parts,
            Faults = faults,
            BaseAddress = Address(call.Request),
            Wanted = wanted,
            Take = Take,
        });
    }

    private static string Wanted(HttpRequest request, ApiOperation operation)
    {
        string[] accepted = [.. request.Headers.Accept.SelectMany(value => (value ?? string.Empty).Split(','))
            .Select(value => value.Split(';')[0].Trim()).Where(value => value.Length > 0)];
        return accepted.Length == 0 || accepted.Contains("*/*")
            ? operation.Produces[0]
            : operation.Produces.FirstOrDefault(type => accepted.Contains(type) || accepted.Contains($"{type.Split('/')[0]}/*"))
                ?? throw new ApiRefusal(StatusCodes.Status406NotAcceptable, "Not acceptable");
    }

    private static void CheckType(HttpRequest request, ApiOperation operation)
    {
        bool fits = operation.Consumes is not { } type
            || (MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? given) && given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase));
        if (!fits)
        {
            throw new ApiRefusal(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type");
        }
    }

    private static ApiAnswer Refused(ApiRefusal refusal, CallFaults faults)
    {
        string? wait = refusal.Status != StatusCodes.Status429TooManyRequests || faults.Has(MiraklFault.RetryAfterMissing) ? null
            : faults.Has(MiraklFault.RetryAfterHuge) ? "86400"
            : refusal.RetryAfter;
        return faults.Has(MiraklFault.EmptyErrorBody)
            ? new ApiAnswer { Status = refusal.Status, RetryAfter = wait }
            : faults.Has(MiraklFault.HtmlErrorBody)
            ? new ApiAnswer { Status = refusal.Status, RetryAfter = wait, Bytes = Encoding.UTF8.GetBytes(ErrorPage[0]), ContentType = "text/html" }
            : new ApiAnswer { Status = refusal.Status, RetryAfter = wait, Json = refusal.Body() };
    }

    private (ApiOperation? Operation, IReadOnlyDictionary<string, string> Values) Find(string method, string path)
    {
        string[] segments = Segments(path);
        return operations.Where(operation => HttpMethods.Equals(method, operation.Method.Method))
            .Select(operation => (operation, match: operation.Match(segments)))
            .Where(found => found.match is not null)
            .OrderByDescending(found => found.match!.Value.Literal)
            .Select(found => ((ApiOperation?)found.operation, found.match!.Value.Values))
            .FirstOrDefault((null, new Dictionary<string, string>()));
    }

    private static string[] Segments(string path) => [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    private static string Address(HttpRequest request) => $"{request.Scheme}://{request.Host}/mirakl";

    private static async Task<(byte[] Body, IReadOnlyList<FormPart> Parts)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || !(request.ContentType?.StartsWith("multipart/form-data", StringComparison.OrdinalIgnoreCase) ?? false))
        {
            using MemoryStream body = new();
            await request.Body.CopyToAsync(body, cancellationToken);
            return (body.ToArray(), []);
        }

        IFormCollection form;
        try
        {
            form = await request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = 64 << 20 }, cancellationToken);
        }
        catch (InvalidDataException)
        {
            return ([], []);
        }

        List<FormPart> parts = [.. form.SelectMany(field => field.Value.Select(value => new FormPart(field.Key, null, null, Encoding.UTF8.GetBytes(value ?? string.Empty))))];
        foreach (IFormFile file in form.Files)
        {
            using MemoryStream bytes = new();
            await file.CopyToAsync(bytes, cancellationToken);
            parts.Add(new FormPart(file.Name, file.FileName, file.ContentType, bytes.ToArray()));
        }

        return ([], parts);
    }

    private static string Shown(byte[] body, IReadOnlyList<FormPart> parts) => parts.Count == 0
        ? Encoding.UTF8.GetString(body)
        : string.Join('\n', parts.Where(part => part.FileName is null or { Length: > 4 } && part.FileName?.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) != true)
            .Select(part => $"{part.Name}={Encoding.UTF8.GetString(part.Bytes)}"));

    private sealed record Arrived(
        HttpRequest Request, string Path, ApiOperation? Operation, IReadOnlyDictionary<string, string> Values, byte[] Body, IReadOnlyList<FormPart> Parts,
        CallFaults Faults, DateTimeOffset Now);
}
