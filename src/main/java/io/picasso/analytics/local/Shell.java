package io.picasso.analytics.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The shells for which the stack's environment can be printed. */
public enum Shell {
    sh("export %s=%s", "unset %s"),
    fish("set -gx %s %s", "set -e %s"),
    powershell("$Env:%s = '%s'", "Remove-Item -ErrorAction Ignore Env:%s");

    /**
     * What older AWS clients need: they know no endpoint variables, so the endpoint is added to each call. Prefers the
     * first word that is a service; an endpoint of the caller's own comes later and wins.
     */
    private static final String AWS_FUNCTION = """
            aws() {
              for picasso_word in "$@"; do
                case "$picasso_word" in
                  dynamodb) set -- --endpoint-url "$AWS_ENDPOINT_URL_DYNAMODB" "$@"; break ;;
                  s3|s3api) set -- --endpoint-url "$AWS_ENDPOINT_URL_S3" "$@"; break ;;
                  sqs) set -- --endpoint-url "$AWS_ENDPOINT_URL_SQS" "$@"; break ;;
                  lambda) set -- --endpoint-url "$AWS_ENDPOINT_URL_LAMBDA" "$@"; break ;;
                  events) set -- --endpoint-url "$AWS_ENDPOINT_URL_EVENTBRIDGE" "$@"; break ;;
                  athena) set -- --endpoint-url "$AWS_ENDPOINT_URL_ATHENA" "$@"; break ;;
                esac
              done
              command aws "$@"
            }""";

    private final String setLine;
    private final String unsetLine;

    Shell(String setLine, String unsetLine) {
        this.setLine = setLine;
        this.unsetLine = unsetLine;
    }

    /** The variables that point AWS clients to these endpoints, in the order to print. */
    public static Map<String, String> variables(Endpoints endpoints) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Service service : Service.values()) {
            variables.put(service.endpointVariable(), endpoints.of(service).toString());
        }
        variables.put("AWS_ACCESS_KEY_ID", Endpoints.KEY);
        variables.put("AWS_SECRET_ACCESS_KEY", Endpoints.KEY);
        variables.put("AWS_REGION", Endpoints.REGION);
        variables.put("AWS_DEFAULT_REGION", Endpoints.REGION);
        return variables;
    }

    /** Variables that would lead a client to other credentials. */
    public static List<String> removed() {
        return List.of("AWS_SESSION_TOKEN", "AWS_PROFILE");
    }

    /** The lines that set the variables in this shell. */
    public List<String> lines(Endpoints endpoints) {
        List<String> lines = new ArrayList<>();
        variables(endpoints).forEach((name, value) -> lines.add(setLine.formatted(name, value)));
        removed().forEach(name -> lines.add(unsetLine.formatted(name)));
        if (this == sh) {
            lines.add("# aws before 2.13 knows no endpoint variables; this function adds --endpoint-url for it.");
            AWS_FUNCTION.lines().forEach(lines::add);
            lines.add("# Use: eval \"$(picasso-analytics local env)\"");
        } else {
            lines.add("# aws before 2.13 knows no endpoint variables; give it --endpoint-url.");
        }
        return lines;
    }
}
