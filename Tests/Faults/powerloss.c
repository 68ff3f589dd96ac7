// What a disk holds after the power fails: a library to preload (LD_PRELOAD) into the service.
//
// Every file below $POWERLOSS_FROM has a twin below $POWERLOSS_TO. A write reaches the file at once and its twin only when
// the file is synced, as a disk may keep in its cache whatever nobody synced. After a kill -9 the twins are what survived.
// Names follow at once where a file is renamed or removed, and a new file's name with its first sync. `-shm` files are
// SQLite's shared memory, which no crash survives.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FILES 256

typedef struct { off_t from, to; } Range;
typedef struct {
    bool used;
    dev_t device;
    ino_t inode;
    char path[PATH_MAX];
    Range *ranges;
    size_t count, room;
} File;

static File files[FILES];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define REAL(name) ((__typeof__(&name))real(#name))
static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

static const char *watched(const char *path) {
    const char *from = getenv("POWERLOSS_FROM");
    size_t length = from ? strlen(from) : 0;
    size_t end = strlen(path);
    bool shared = end > 4 && strcmp(path + end - 4, "-shm") == 0;
    return length && !shared && strncmp(path, from, length) == 0 && path[length] == '/' ? path + length : NULL;
}

static bool twin(const char *path, char *out) {
    const char *rest = watched(path), *to = getenv("POWERLOSS_TO");
    return rest && to && snprintf(out, PATH_MAX, "%s%s", to, rest) < PATH_MAX;
}

// The entry of an open file, made at its first write; NULL where nobody watches it.
static File *file_of(int fd, bool make) {
    struct stat info;
    if (fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) return NULL;
    File *empty = NULL;
    for (int i = 0; i < FILES; i++) {
        if (files[i].used && files[i].inode == info.st_ino && files[i].device == info.st_dev) return &files[i];
        if (!files[i].used && !empty) empty = &files[i];
    }
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (!make || length <= 0) return NULL;
    path[length] = 0;
    if (!watched(path)) return NULL;
    if (!empty) abort();
    *empty = (File){.used = true, .device = info.st_dev, .inode = info.st_ino};
    strcpy(empty->path, path);
    return empty;
}

static void wrote(int fd, off_t from, ssize_t count) {
    int kept = errno;
    pthread_mutex_lock(&lock);
    File *file = count > 0 && from >= 0 ? file_of(fd, true) : NULL;
    if (file) {
        if (file->count == file->room) {
            file->room = file->room ? file->room * 2 : 64;
            file->ranges = realloc(file->ranges, file->room * sizeof(Range));
            if (!file->ranges) abort();
        }
        file->ranges[file->count++] = (Range){from, from + count};
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
}

static void copy_range(int from, int to, Range range) {
    static char buffer[65536];
    for (off_t at = range.from; at < range.to;) {
        size_t want = range.to - at < (off_t)sizeof buffer ? (size_t)(range.to - at) : sizeof buffer;
        ssize_t got = pread(from, buffer, want, at);
        if (got <= 0) return;  // truncated since
        if (REAL(pwrite)(to, buffer, got, at) != got) abort();
        at += got;
    }
}

static void synced(int fd) {
    int kept = errno;
    char path[PATH_MAX];
    struct stat info;
    pthread_mutex_lock(&lock);
    File *file = file_of(fd, true);
    if (file && twin(file->path, path) && fstat(fd, &info) == 0) {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
        int from = REAL(open)(link, O_RDONLY), to = REAL(open)(path, O_RDWR | O_CREAT, 0600);
        if (from < 0 || to < 0) abort();
        for (size_t i = 0; i < file->count; i++) copy_range(from, to, file->ranges[i]);
        if (REAL(ftruncate)(to, info.st_size) != 0) abort();
        file->count = 0;
        close(from);
        close(to);
    }
    pthread_mutex_unlock(&lock);
    errno = kept;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at) {
    ssize_t done = REAL(pwrite)(fd, bytes, count, at);
    wrote(fd, at, done);
    return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off64_t at) { return pwrite(fd, bytes, count, at); }

ssize_t write(int fd, const void *bytes, size_t count) {
    ssize_t done = REAL(write)(fd, bytes, count);
    int kept = errno;
    off_t end = done > 0 ? lseek(fd, 0, SEEK_CUR) : -1;
    errno = kept;
    if (end >= 0) wrote(fd, end - done, done);
    return done;
}

int fsync(int fd) {
    int done = REAL(fsync)(fd);
    if (done == 0) synced(fd);
    return done;
}

int fdatasync(int fd) {
    int done = REAL(fdatasync)(fd);
    if (done == 0) synced(fd);
    return done;
}

int mkdir(const char *path, mode_t mode) {
    char other[PATH_MAX];
    int done = REAL(mkdir)(path, mode);
    if (done == 0 && twin(path, other)) REAL(mkdir)(other, mode);
    return done;
}

int unlink(const char *path) {
    char other[PATH_MAX];
    int done = REAL(unlink)(path);
    if (done == 0) {
        pthread_mutex_lock(&lock);
        for (int i = 0; i < FILES; i++)
            if (files[i].used && strcmp(files[i].path, path) == 0) {
                free(files[i].ranges);
                files[i] = (File){0};
            }
        pthread_mutex_unlock(&lock);
        if (twin(path, other)) REAL(unlink)(other);
    }
    return done;
}

int rename(const char *from, const char *to) {
    char other_from[PATH_MAX], other_to[PATH_MAX];
    int done = REAL(rename)(from, to);
    if (done != 0) return done;
    pthread_mutex_lock(&lock);
    for (int i = 0; i < FILES; i++)
        if (files[i].used && strcmp(files[i].path, from) == 0) snprintf(files[i].path, PATH_MAX, "%s", to);
    pthread_mutex_unlock(&lock);
    if (twin(from, other_from) && twin(to, other_to)) REAL(rename)(other_from, other_to);
    return done;
}

int link(const char *from, const char *to) {
    char other_from[PATH_MAX], other_to[PATH_MAX];
    int done = REAL(link)(from, to);
    int kept = errno;
    if (done == 0 && twin(from, other_from) && twin(to, other_to)) REAL(link)(other_from, other_to);
    errno = kept;
    return done;
}
