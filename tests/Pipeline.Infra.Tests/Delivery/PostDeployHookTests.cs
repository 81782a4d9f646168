using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Infra.Tests.Support;

namespace Pipeline.Infra.Tests.Delivery;

/// <summary>The hook after a deployment waits for the app, subscribes it to landed files and keeps the webhook's key out of sight.</summary>
/// <remarks>A script stands in for the Azure CLI; it writes down its arguments and answers as told.</remarks>
public sealed class PostDeployHookTests : IDisposable
{
    private const string Key = "hunter2-webhook-key==";

    private readonly string folder = Directory.CreateTempSubdirectory("pipeline-hook-").FullName;

    [Fact]
    public async Task The_app_is_subscribed_to_landed_files()
    {
        (int code, string output) = await RunAsync(failures: 0);

        Assert.Equal((0, "postdeploy: landed files are announced to NormaliseFeed\n"), (code, output));
        JsonNode parameters = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "parameters")))!["parameters"]!;
        Assert.Equal(
            $"https://func.example.net/runtime/webhooks/blobs?functionName=Host.Functions.{FunctionNames.OfBlobs}&code={Key}",
            (string?)parameters["webhook"]!["value"]);
        Assert.Equal(("topic", "account"), ((string?)parameters["topicName"]!["value"], (string?)parameters["storageName"]!["value"]));
    }

    [Fact]
    public async Task The_parameters_are_those_of_the_template()
    {
        _ = await RunAsync(failures: 0);

        JsonNode parameters = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "parameters")))!["parameters"]!;
        using var compiler = new Bicep.BicepCompiler();
        Assert.Equal(
            compiler.Compile(Repository.Root, "infra/modules/subscription.bicep").Template!["parameters"]!.AsObject()
                .Select(static parameter => parameter.Key).Order(StringComparer.Ordinal),
            parameters.AsObject().Select(static parameter => parameter.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task It_tries_again_until_the_app_has_started()
    {
        (int code, string output) = await RunAsync(failures: 3);

        Assert.Equal(0, code);
        Assert.Equal(3, output.Split('\n').Count(static line => line.Contains("is not ready for events yet", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task It_gives_up_after_its_attempts_and_says_what_to_do()
    {
        (int code, string output) = await RunAsync(failures: 99);

        Assert.Equal(1, code);
        Assert.Contains("no subscription after 5 attempts; run 'azd hooks run postdeploy'", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(99)]
    public async Task The_key_is_in_no_argument_and_in_no_output(int failures)
    {
        (_, string output) = await RunAsync(failures);

        Assert.DoesNotContain("hunter2", output + await File.ReadAllTextAsync(Path.Combine(folder, "arguments")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_hook_for_Windows_names_the_same_function_template_and_settings()
    {
        string windows = Repository.Read("infra/hooks/postdeploy.ps1");

        string[] same =
        [
            $"$function = '{FunctionNames.OfBlobs}'", "/runtime/webhooks/blobs?functionName=Host.Functions.$function&code=$key", "modules/subscription.bicep",
            "systemKeys.blobs_extension", "topicName", "storageName", "webhook",
        ];
        Assert.All(same, text => Assert.Contains(text, windows, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(int Code, string Output)> RunAsync(int failures)
    {
        // Answers the key, and fails the first deployments with a text that holds it.
        string az = Path.Combine(folder, "az");
        await File.WriteAllTextAsync(az, $$"""
            #!/bin/sh
            echo "$*" >>'{{folder}}/arguments'
            case "$1" in
              functionapp) echo '{{Key}}' ;;
              deployment)
                echo x >>'{{folder}}/deployments'
                for argument in "$@"; do case "$argument" in @*) cp "${argument#@}" '{{folder}}/parameters' ;; esac; done
                if [ "$(wc -l <'{{folder}}/deployments')" -le {{failures.ToString(CultureInfo.InvariantCulture)}} ]; then
                  echo 'validation failed for https://func.example.net/?code={{Key}}' >&2
                  exit 1
                fi ;;
            esac
            """);
        File.SetUnixFileMode(az, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var start = new ProcessStartInfo("sh", [Repository.PathOf("infra/hooks/postdeploy.sh")])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        (string, string)[] environment =
        [
            ("PATH", $"{folder}:{Environment.GetEnvironmentVariable("PATH")}"), ("AZURE_RESOURCE_GROUP", "rg"), ("AZURE_FUNCTION_APP_NAME", "func"),
            ("AZURE_EVENT_GRID_TOPIC_NAME", "topic"), ("AZURE_STORAGE_ACCOUNT_NAME", "account"), ("AZURE_SUBSCRIPTION_ID", "subscription"),
            ("SERVICE_PIPELINE_ENDPOINT_URL", "https://func.example.net"), ("POSTDEPLOY_ATTEMPTS", "5"), ("POSTDEPLOY_PAUSE", "0"),
        ];
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process hook = Process.Start(start)!;
        Task<string> output = hook.StandardOutput.ReadToEndAsync();
        Task<string> errors = hook.StandardError.ReadToEndAsync();
        await hook.WaitForExitAsync();
        return (hook.ExitCode, await output + await errors);
    }
}
