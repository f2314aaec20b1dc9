/** Where pictures are stored. */
export type StorageSettings = FolderSettings | S3Settings;

export interface FolderSettings {
  readonly kind: 'folder'; // `pictures` in the data folder
}

/** A bucket of a server that speaks S3. */
export interface S3Settings {
  readonly kind: 's3';
  readonly bucket: string;
  /** What the keys of its objects begin with: empty, or a path that ends with a slash. */
  readonly prefix: string;
  /** Null: that of AWS in the region. */
  readonly endpoint: string | null;
  readonly region: string;
  /** Whether the bucket stands in the path of a URL, and not in its host. */
  readonly pathStyle: boolean;
  /** Null: found as AWS' SDK does: a profile, the role of the machine, container or pod. */
  readonly keys: AccessKeys | null;
}

/** As STORAGE names it. */
export function nameOfStorage(settings: StorageSettings): string {
  return settings.kind === 'folder' ? 'folder' : `s3://${settings.bucket}/${settings.prefix}`;
}

export interface AccessKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Of keys that expire. */
  readonly sessionToken?: string;
}
