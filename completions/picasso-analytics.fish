# Completion of picasso-analytics for fish. Generated from the commands.
complete -c picasso-analytics -f

# The words of the command so far, without options and their values.
function __picasso_analytics_words
    set -l skip 0
    for word in (commandline -opc)[2..-1]
        if test $skip = 1
            set skip 0
        else if contains -- $word --config --env --output --query --set --state-dir -e -o
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
complete -c picasso-analytics -n '__picasso_analytics_at ' -a config -d 'Writes, shows, explains and checks the configuration.'
complete -c picasso-analytics -n '__picasso_analytics_at ' -a explain -d 'Explains a failure code and what to do about it; without a code, lists all.'
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
