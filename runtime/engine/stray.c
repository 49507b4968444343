// stray.c - refuses content that kept state outside `run.vars` while it was played
#include "engine/simulate.h"

static void add_file(void *self, const char *file)
{
    struct ts_buffer *files = self;
    ts_buffer_add_format(files, "%s%s", files->length ? ", " : "", file);
}

enum ts_status ts_stray_check(struct ts_engine *engine, struct ts_err *err)
{
    struct ts_buffer files = {0};
    ts_host_each_stray(engine->host, add_file, &files);
    if (!files.length) return TS_OK;
    ts_err_set(err, TS_FAILED, "state was kept outside `run.vars` by functions of %s: it would be lost on resume and differ on replay; keep it in run.vars, run.own or the world",
               files.bytes);
    ts_buffer_clear(&files);
    return TS_FAILED;
}
