# Completion of picasso-analytics for fish. Generated from the commands.
complete -c picasso-analytics -f

# The words of the command so far, without options and their values.
function __picasso_analytics_words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word --config --confirm --cursor --env --format --from --limit --lines --max-messages --outcome --output --port-dynamodb --port-s3 --port-sqs --prefix --query --range --reason --request --set --state-dir --tenant --to --wait --workers -e -n -o
            set skip 1
        else if not string match -q -- '-*' $word
            echo $word
        end
    end
end

# Whether exactly these words are the command so far.
function __picasso_analytics_at
    set -l words (__picasso_analytics_words)
    test "$words" = "$argv"
end

# Whether the command begins with these words.
function __picasso_analytics_in
    set -l words (__picasso_analytics_words)
    set -l count (count $argv)
    test (count $words) -ge $count; and test "$words[1..$count]" = "$argv"
end

complete -c picasso-analytics -s e -l env -x -d 'Environment to work in; \'local\' is the embedded stack on this machine.'
complete -c picasso-analytics -l config -r -F -d 'Configuration file to use instead of the one that is found.'
complete -c picasso-analytics -s o -l output -x -a 'table json ndjson csv yaml' -d 'How to print the answer: table, json, ndjson, csv, yaml.'
complete -c picasso-analytics -l query -x -d 'JMESPath expression applied to the answer\'s JSON.'
complete -c picasso-analytics -l no-color -d 'No colour, whatever the terminal.'
complete -c picasso-analytics -s q -l quiet -d 'Nothing but the answer and errors.'
complete -c picasso-analytics -s v -l verbose -d 'More about what is done; twice: stack traces and the log of the AWS client.'
complete -c picasso-analytics -l state-dir -r -F -d 'Folder of the embedded stack (variable: PICASSO_STATE_DIR).'
complete -c picasso-analytics -l set -x -d 'Sets one setting for this run, stronger than variable and file; repeatable.'
complete -c picasso-analytics -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -s V -l version -d 'Print version information and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a quickstart -d 'Shows the whole system at work on this machine: starts the embedded stack, provisions it, sends real conversations through the queue (some twice, all out of order), processes them into lake and tables, shows one session and the list, and checks every count against what was sent.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a local -d 'Starts, stops and shows the embedded stack: DynamoDB, S3 and SQS on this machine.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a process -d 'Runs the event processor on this machine: over the queue, a file, lake objects or the quarantine.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a send -d 'Puts events on the queue as the widget\'s endpoint does. Each line of the file is an event of either wire format, or a batch envelope.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a provision -d 'Makes the tables, buckets and queues of an environment, and compares them with what is declared.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a tenant -d 'Lists, finds and adds the tenants an environment knows.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a session -d 'Shows one visitor\'s session, or lists a tenant\'s sessions.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a config -d 'Writes, shows, explains and checks the configuration.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a explain -d 'Explains a failure code and what to do about it; without a code, lists all.'
complete -c picasso-analytics -n '__picasso_analytics_in quickstart' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at local' -a start -d 'Starts the embedded stack, unless it runs already, and shows where it answers.'
complete -c picasso-analytics -n '__picasso_analytics_at local' -a stop -d 'Stops the embedded stack and says which of its data were kept. \'local status\' says it before.'
complete -c picasso-analytics -n '__picasso_analytics_at local' -a status -d 'Shows whether the embedded stack runs, where it answers, and which of its data survive a stop.'
complete -c picasso-analytics -n '__picasso_analytics_at local' -a reset -d 'Stops the embedded stack and deletes all it has: lake, tables, queues and logs.'
complete -c picasso-analytics -n '__picasso_analytics_at local' -a env -d 'Prints the settings with which \'aws\' and every AWS SDK use the embedded stack; starts it if need be.'
complete -c picasso-analytics -n '__picasso_analytics_at local' -a logs -d 'Prints what the embedded stack has logged since it was started. An empty log is a good log.'
complete -c picasso-analytics -n '__picasso_analytics_in local' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in local start' -l persist -d 'Keep the tables on disk too; writing to them is slower.'
complete -c picasso-analytics -n '__picasso_analytics_in local start' -l in-memory -d 'Keep everything in memory, the lake too.'
complete -c picasso-analytics -n '__picasso_analytics_in local start' -l port-dynamodb -x -d 'Port of DynamoDB; default: a free one.'
complete -c picasso-analytics -n '__picasso_analytics_in local start' -l port-s3 -x -d 'Port of S3; default: a free one.'
complete -c picasso-analytics -n '__picasso_analytics_in local start' -l port-sqs -x -d 'Port of SQS; default: a free one.'
complete -c picasso-analytics -n '__picasso_analytics_in local start' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in local stop' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in local status' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in local reset' -s y -l yes -d 'Do not ask. In a protected environment deleting also needs --confirm.'
complete -c picasso-analytics -n '__picasso_analytics_in local reset' -l confirm -x -d 'The name of what is deleted, instead of typing it.'
complete -c picasso-analytics -n '__picasso_analytics_in local reset' -l dry-run -d 'Decide everything, change nothing.'
complete -c picasso-analytics -n '__picasso_analytics_in local reset' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in local env' -l format -x -a 'sh fish powershell' -d 'The shell to print for: sh, fish, powershell; default: sh.'
complete -c picasso-analytics -n '__picasso_analytics_in local env' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in local logs' -s n -l lines -x -d 'How many of the last lines; default: 100.'
complete -c picasso-analytics -n '__picasso_analytics_in local logs' -s f -l follow -d 'Go on printing what comes, until Ctrl-C.'
complete -c picasso-analytics -n '__picasso_analytics_in local logs' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at process' -a sqs -d 'Takes messages from the queue until it is empty, and puts their events into lake and tables.'
complete -c picasso-analytics -n '__picasso_analytics_at process' -a file -d 'Processes events from a file, one JSON object a line, plain or gzip: single events of either wire format, batch envelopes, or lines copied from the lake.'
complete -c picasso-analytics -n '__picasso_analytics_at process' -a s3 -d 'Writes events of the lake into the session tables again: after the tables were off, gone or out of reach.'
complete -c picasso-analytics -n '__picasso_analytics_at process' -a quarantine -d 'Processes what was rejected again, after its cause was mended: a tenant that is known now, or texts that were corrected in place. What is still rejected stays; the rest goes to lake and tables.'
complete -c picasso-analytics -n '__picasso_analytics_in process' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in process sqs' -l once -d 'End after one batch of up to 10 messages.'
complete -c picasso-analytics -n '__picasso_analytics_in process sqs' -l follow -d 'Do not end when the queue is empty; wait for more.'
complete -c picasso-analytics -n '__picasso_analytics_in process sqs' -l max-messages -x -d 'End after this many messages. Default: no limit.'
complete -c picasso-analytics -n '__picasso_analytics_in process sqs' -l workers -x -d 'Batches worked on at once, 1 to 32. Default: 2.'
complete -c picasso-analytics -n '__picasso_analytics_in process sqs' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in process file' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in process s3' -l prefix -x -d 'Only objects whose path starts with this.'
complete -c picasso-analytics -n '__picasso_analytics_in process s3' -l tenant -x -d 'Only objects of this tenant.'
complete -c picasso-analytics -n '__picasso_analytics_in process s3' -l from -x -d 'First day, as 2025-12-01.'
complete -c picasso-analytics -n '__picasso_analytics_in process s3' -l to -x -d 'Last day, included.'
complete -c picasso-analytics -n '__picasso_analytics_in process s3' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in process quarantine' -l reason -x -d 'Only what was rejected for this reason.'
complete -c picasso-analytics -n '__picasso_analytics_in process quarantine' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in send' -l request -x -d 'Events in a request of the widget. Default: 1.'
complete -c picasso-analytics -n '__picasso_analytics_in send' -l raw -d 'Send each line as it is, whatever it holds.'
complete -c picasso-analytics -n '__picasso_analytics_in send' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at provision' -a plan -d 'Compares what is declared with what is there, and shows what \'apply\' would do. Changes nothing.'
complete -c picasso-analytics -n '__picasso_analytics_at provision' -a apply -d 'Makes what is missing and changes what differs, and waits until all of it can be used.'
complete -c picasso-analytics -n '__picasso_analytics_at provision' -a status -d 'Shows each declared resource: its state, how much is in it, TTL, indexes, lifecycle, queue depth.'
complete -c picasso-analytics -n '__picasso_analytics_at provision' -a drift -d 'Checks that an environment is as declared. Changes nothing.'
complete -c picasso-analytics -n '__picasso_analytics_at provision' -a destroy -d 'Deletes the declared resources of the parts that are named, after the environment\'s name was typed.'
complete -c picasso-analytics -n '__picasso_analytics_in provision' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in provision plan' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in provision apply' -s y -l yes -d 'Do not ask. In a protected environment deleting also needs --confirm.'
complete -c picasso-analytics -n '__picasso_analytics_in provision apply' -l confirm -x -d 'The name of what is deleted, instead of typing it.'
complete -c picasso-analytics -n '__picasso_analytics_in provision apply' -l dry-run -d 'Decide everything, change nothing.'
complete -c picasso-analytics -n '__picasso_analytics_in provision apply' -l wait -x -d 'How long to wait for one table to become ready (default: 600).'
complete -c picasso-analytics -n '__picasso_analytics_in provision apply' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in provision status' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in provision drift' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in provision destroy' -s y -l yes -d 'Do not ask. In a protected environment deleting also needs --confirm.'
complete -c picasso-analytics -n '__picasso_analytics_in provision destroy' -l confirm -x -d 'The name of what is deleted, instead of typing it.'
complete -c picasso-analytics -n '__picasso_analytics_in provision destroy' -l dry-run -d 'Decide everything, change nothing.'
complete -c picasso-analytics -n '__picasso_analytics_in provision destroy' -l with-data -d 'Also delete what holds items, objects or messages, with all of it.'
complete -c picasso-analytics -n '__picasso_analytics_in provision destroy' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at tenant' -a list -d 'Lists every tenant of the environment with its id and hash.'
complete -c picasso-analytics -n '__picasso_analytics_at tenant' -a resolve -d 'Finds a tenant by its id or its hash, and prints both.'
complete -c picasso-analytics -n '__picasso_analytics_at tenant' -a add -d 'Makes a tenant known: stores its mapping, and a first configuration where it has none.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant list' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant resolve' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant add' -s y -l yes -d 'Do not ask. In a protected environment deleting also needs --confirm.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant add' -l confirm -x -d 'The name of what is deleted, instead of typing it.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant add' -l dry-run -d 'Decide everything, change nothing.'
complete -c picasso-analytics -n '__picasso_analytics_in tenant add' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at session' -a show -d 'Shows a session: its events in step order with the time between them, and its summary.'
complete -c picasso-analytics -n '__picasso_analytics_at session' -a list -d 'Lists a tenant\'s sessions, newest first, a page at a time.'
complete -c picasso-analytics -n '__picasso_analytics_in session' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in session show' -l tenant -x -d 'Whose sessions: a tenant\'s id or hash (setting: tenant).'
complete -c picasso-analytics -n '__picasso_analytics_in session show' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l tenant -x -d 'Whose sessions: a tenant\'s id or hash (setting: tenant).'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l range -x -d 'The last 1d, 7d, 30d or 90d, from the beginning of a UTC day; default: 30d.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l from -x -d 'First UTC date, or first instant.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l to -x -d 'Last UTC date, or last instant; it is included.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l outcome -x -d 'Only form_completed, link_clicked, cta_clicked, abandoned or browsing ones.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l limit -x -d 'Sessions on the page, 1 to 100; default: 25.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l cursor -x -d 'Go on where the page with this cursor ended.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -l all -d 'All sessions of the range instead of a page.'
complete -c picasso-analytics -n '__picasso_analytics_in session list' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_at config' -a init -d 'Writes a configuration file with every setting, its meaning and its default.'
complete -c picasso-analytics -n '__picasso_analytics_at config' -a show -d 'Shows the environments there are, and the settings of the one that is meant.'
complete -c picasso-analytics -n '__picasso_analytics_at config' -a explain -d 'Says where each setting\'s value comes from, and what it overrode.'
complete -c picasso-analytics -n '__picasso_analytics_at config' -a validate -d 'Checks a configuration file and lists everything that is wrong. Exit status 2 if anything is.'
complete -c picasso-analytics -n '__picasso_analytics_in config' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in config init' -l force -d 'Replace a file that is there.'
complete -c picasso-analytics -n '__picasso_analytics_in config init' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in config show' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in config explain' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in config validate' -s h -l help -d 'Show this help message and exit.'
complete -c picasso-analytics -n '__picasso_analytics_in explain' -s h -l help -d 'Show this help message and exit.'
