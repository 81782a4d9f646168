// What a person must hear of: work set aside, events lost, stale feeds, failed runs, a silent app.

@description('Short unique text that names end in.')
param token string
@description('Region.')
param location string
@description('Tags of the environment.')
param tags object
@description('Workspace of the logs.')
param workspaceId string
@description('The Event Grid topic.')
param topicId string
@description('Mail address, or empty.')
param email string
@description('Hours without a good run of the price feed, or 0 where it is not used.')
param priceFeedAgeHours int
@description('Hours without a good run of the stock feed, or 0 where it is not used.')
param stockFeedAgeHours int

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-${token}'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'pipeline'
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// A run says how it ended in one line: "ingram.price: execution 01J... Succeeded. ...".
var ends = 'AppTraces | where Message matches regex @": execution [^ ]+ '
var rules = [
  {
    name: 'poison-queue'
    text: 'A message or a landed file was set aside after five attempts. docs/operations.md says how to look at it and send it again.'
    severity: 1
    minutes: 5
    query: 'StorageQueueLogs | where OperationName == "PutMessage" and StatusCode == 201 and Uri contains "-poison/"'
  }
  {
    name: 'failed-execution'
    text: 'A run failed, was refused or waits for a person. GET /api/executions shows it.'
    severity: 2
    minutes: 5
    query: '${ends}(Failed|Refused|Held|Partial)[.]"'
  }
  {
    // An orchestration above the host's version waits without any other sign. WatchOrderInstances repeats the line while it waits.
    name: 'waiting-orchestrations'
    text: 'Orchestrations have not started for some minutes. docs/operations.md says how to let them run.'
    severity: 1
    minutes: 15
    query: 'AppTraces | where SeverityLevel >= 3 and Message has "orchestrations have not started for"'
  }
  {
    name: 'failed-function'
    text: 'Functions failed in the host: the app crashed, ran out of time or threw.'
    severity: 2
    minutes: 15
    query: 'AppRequests | where Success == false and toint(ResultCode) !between (400 .. 499)'
  }
  {
    name: 'silent-app'
    text: 'The timer that runs each minute has not run for a quarter of an hour.'
    severity: 0
    minutes: 15
    query: 'AppRequests | where Name == "StartDueFlows" | summarize Runs = count() | where Runs == 0'
  }
  {
    // The host looks after the queues of its hub, and nobody here reads catalog-changes.
    name: 'old-messages'
    text: 'Messages have waited in a queue for more than a quarter of an hour: the app does not keep up, or a function fails again and again.'
    severity: 2
    minutes: 15
    query: 'AppMetrics | where Name == "pipeline.queue.age" | extend Queue = tostring(Properties.queue) | where Queue !startswith "pipeline-" and Queue !endswith "-poison" and Queue != "catalog-changes" | summarize Age = min(Sum) by Queue | where Age > 900'
  }
  {
    name: 'failing-partner'
    text: 'More than half of the calls to a partner have failed for half an hour. GET /api/exchanges?failed=true shows them.'
    severity: 2
    minutes: 30
    query: 'AppMetrics | where Name == "pipeline.exchanges" and Properties.direction == "out" | summarize Failed = sumif(Sum, Properties.outcome == "failed"), Calls = sum(Sum) by Partner = tostring(Properties.partner) | where Calls >= 10 and Failed > Calls / 2'
  }
  {
    name: 'slow-messages'
    text: 'Pushed messages are handled more than five minutes after their receipt.'
    severity: 2
    minutes: 15
    query: 'AppMetrics | where Name == "pipeline.notification.duration" | summarize Seconds = sum(Sum) / sum(ItemCount) | where Seconds > 300'
  }
]

resource logAlerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${rule.name}-${token}'
    location: location
    tags: tags
    properties: {
      displayName: rule.name
      description: rule.text
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT${rule.minutes}M'
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]

var feeds = filter(
  [
    { flow: 'ingram.price', hours: priceFeedAgeHours }
    { flow: 'ingram.stock', hours: stockFeedAgeHours }
  ],
  feed => feed.hours > 0
)

// A query over nothing answers one row with a count of 0, so a feed that never ran is found too.
resource feedAge 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for feed in feeds: {
    name: 'feed-age-${replace(feed.flow, '.', '-')}-${token}'
    location: location
    tags: tags
    properties: {
      displayName: 'feed-age ${feed.flow}'
      description: 'No run of ${feed.flow} has ended well for ${feed.hours} hours: prices or stock are stale.'
      severity: 1
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT1H'
      windowSize: 'PT1H'
      overrideQueryTimeRange: 'P2D'
      criteria: {
        allOf: [
          {
            query: 'AppTraces | where TimeGenerated > ago(${feed.hours}h) | where Message matches regex @"${feed.flow}: execution [^ ]+ (Succeeded|NothingToDo)[.]" | summarize Runs = count() | where Runs == 0'
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: 0
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: empty(email) ? [] : [people.id] }
    }
  }
]

resource deadLetters 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'dead-letters-${token}'
  location: 'global'
  tags: tags
  properties: {
    description: 'Event Grid could not tell the app of a landed file. The sweep collects the file; the webhook needs a look.'
    severity: 2
    enabled: true
    scopes: [topicId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'dead letters'
          criterionType: 'StaticThresholdCriterion'
          metricNamespace: 'Microsoft.EventGrid/systemTopics'
          metricName: 'DeadLetteredCount'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 0
        }
      ]
    }
    actions: empty(email) ? [] : [{ actionGroupId: people.id }]
  }
}
