using System.Text.Json.Nodes;
using Pipeline.TestSupport;

namespace Pipeline.LocalHost.Tests.Support;

/// <summary>Orchestrations of the probe, started by its HTTP functions and seen by the durable management API.</summary>
internal static class Flows
{
    extension(HostRun run)
    {
        /// <summary>Starts an instance; without a version it gets the default of host.json.</summary>
        public async Task<string> StartFlowAsync(string flow, string input, string? version = null)
        {
            string id = Guid.NewGuid().ToString("N");
            string query = version is null ? $"?input={input}" : $"?input={input}&version={version}";
            using HttpResponseMessage answer = await run.Http.PostAsync($"flows/{flow}/{id}{query}", content: null);
            answer.EnsureSuccessStatusCode();
            return id;
        }

        /// <summary>Waits until the instance has completed; returns its output.</summary>
        public async Task<string> OutputAsync(string id)
        {
            JsonNode instance = await WaitFor.ValueAsync(
                async () => await run.InstanceAsync(id) is { } found && (string?)found["runtimeStatus"] is "Completed" or "Failed" ? await run.InstanceAsync(id) : null,
                HostRun.Patience,
                $"orchestration {id} ends");
            Assert.Equal("Completed", (string?)instance["runtimeStatus"]);
            return (string)instance["output"]!;
        }

        /// <summary>The instance as the management API shows it, with its history; null when there is none.</summary>
        public async Task<JsonNode?> InstanceAsync(string id)
        {
            using HttpResponseMessage answer = await run.Http.GetAsync($"runtime/webhooks/durabletask/instances/{id}?showHistory=true");
            return answer.IsSuccessStatusCode ? JsonNode.Parse(await answer.Content.ReadAsStringAsync()) : null;
        }
    }
}
